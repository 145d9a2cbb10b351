-- Takes the entries of one shard that are due, the longest due first: each sleeps on until its lease is over. An
-- entry that is larger than all that may be taken is left, and named, so that it can be taken alone. What is in no
-- hash of entries is put off.
--
-- KEYS[1]  apium:{ledger:<shard>}:wake       the wake index
-- KEYS[2]  apium:{ledger:<shard>}:task       entries of each kind
-- KEYS[3]  apium:{ledger:<shard>}:schedule
-- KEYS[4]  apium:{ledger:<shard>}:flow
-- KEYS[5]  apium:{ledger:<shard>}:claimed    <kind>/<name> to when its lease is over
-- ARGV[1]  now in milliseconds
-- ARGV[2]  how many at most
-- ARGV[3]  when the lease is over in milliseconds
-- ARGV[4]  how many bytes at most
-- ARGV[5]  until when what cannot be read is put off, in milliseconds
-- ARGV[6]  the one entry to be taken, however large it is; or "" for what is due
-- returns  the wake time of the entry that is next now, or "" when there is none; the first entry that is too large
--          and when it woke, or "" twice; the list of what cannot be read; then for each entry taken three things:
--          <kind>/<name>, when it woke, and its revision, a space and its state as JSON
local entries = {task = KEYS[2], schedule = KEYS[3], flow = KEYS[4]}
local taken = {'', '', '', {}}
local most, bytes, due = tonumber(ARGV[4]), 0, nil
if ARGV[6] == '' then
  due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, ARGV[2])
else
  local wake = redis.call('ZSCORE', KEYS[1], ARGV[6])
  due = wake and tonumber(wake) <= tonumber(ARGV[1]) and {ARGV[6], wake} or {}
  most = math.huge
end
for i = 1, #due, 2 do
  local kind, name = string.match(due[i], '^(%a+)/(.*)$')
  local hash = entries[kind or '']
  local length = hash and redis.pcall('HSTRLEN', hash, name)
  if type(length) ~= 'number' then
    table.insert(taken[4], due[i])
    redis.call('ZADD', KEYS[1], ARGV[5], due[i])
  elseif length > most then
    if taken[2] == '' then
      taken[2], taken[3] = due[i], due[i + 1]
    end
  elseif bytes + length > most then
    break
  else
    local entry = redis.call('HGET', hash, name)
    if entry then
      redis.call('ZADD', KEYS[1], ARGV[3], due[i])
      redis.pcall('HSET', KEYS[5], due[i], ARGV[3])
      taken[#taken + 1] = due[i]
      taken[#taken + 1] = due[i + 1]
      taken[#taken + 1] = entry
      bytes = bytes + length
    else
      redis.call('ZREM', KEYS[1], due[i])
      redis.pcall('HDEL', KEYS[5], due[i])
    end
  end
end
taken[1] = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2] or ''
return taken
