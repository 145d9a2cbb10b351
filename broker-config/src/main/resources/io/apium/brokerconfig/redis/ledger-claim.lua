-- Takes the entries of one shard that are due, the longest due first: each sleeps on until its lease is over.
--
-- KEYS[1]  apium:{ledger:<shard>}:wake       the wake index
-- KEYS[2]  apium:{ledger:<shard>}:task       entries of each kind
-- KEYS[3]  apium:{ledger:<shard>}:schedule
-- KEYS[4]  apium:{ledger:<shard>}:flow
-- KEYS[5]  apium:{ledger:<shard>}:claimed    <kind>/<name> to when its lease is over
-- ARGV[1]  now in milliseconds
-- ARGV[2]  how many at most
-- ARGV[3]  when the lease is over in milliseconds
-- returns  the wake time of the entry that is next now, or "" when there is none; then for each entry taken three things:
--          <kind>/<name>, when it woke, and its revision, a space and its state as JSON
local entries = {task = KEYS[2], schedule = KEYS[3], flow = KEYS[4]}
local taken = {''}
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, ARGV[2])
for i = 1, #due, 2 do
  local kind, name = string.match(due[i], '^(%a+)/(.*)$')
  local entry = redis.call('HGET', entries[kind], name)
  if entry then
    redis.call('ZADD', KEYS[1], ARGV[3], due[i])
    redis.call('HSET', KEYS[5], due[i], ARGV[3])
    taken[#taken + 1] = due[i]
    taken[#taken + 1] = due[i + 1]
    taken[#taken + 1] = entry
  else
    redis.call('ZREM', KEYS[1], due[i])
    redis.call('HDEL', KEYS[5], due[i])
  end
end
taken[1] = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2] or ''
return taken
