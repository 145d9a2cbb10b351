-- Writes an entry of the ledger if it has the revision that the change is based on. Revisions are counted for all entries of
-- a shard, so that an entry which was gone and has come anew is not taken for the one before.
--
-- KEYS[1]  apium:{ledger:<shard>}:wake       the wake index
-- KEYS[2]  apium:{ledger:<shard>}:<kind>     the entries of its kind
-- KEYS[3]  apium:{ledger:<shard>}:revision   the last revision of the shard
-- KEYS[4]  apium:{ledger:<shard>}:claimed    <kind>/<name> to when its lease is over, and after a space when it is to wake
-- ARGV[1]  the entry in the index: <kind>/<name>
-- ARGV[2]  its name
-- ARGV[3]  the revision that was seen, 0 for a new entry
-- ARGV[4]  its state as JSON
-- ARGV[5]  when it wakes in milliseconds, or "" for not by itself
-- ARGV[6]  the channel that is told when it wakes before all others of this shard
-- returns  1 when it is written, or when this very state stands there, as after a write whose answer was lost; 0 when it has
--          another revision
local standing = redis.call('HGET', KEYS[2], ARGV[2])
local revision, state = '0', nil
if standing then
  revision, state = string.match(standing, '^(%d+) (.*)$')
end
if revision ~= ARGV[3] then
  return state == ARGV[4] and 1 or 0
end
local next = redis.pcall('INCR', KEYS[3])
if type(next) ~= 'number' then
  -- it is no number: the clock's microseconds are more than any revision so far
  local time = redis.call('TIME')
  next = time[1] .. string.format('%06d', time[2])
  redis.call('RENAME', KEYS[3], KEYS[3] .. ':unreadable')
  redis.call('SET', KEYS[3], next)
end
redis.call('HSET', KEYS[2], ARGV[2], next .. ' ' .. ARGV[4])
local wake = ARGV[5]
local claimed = redis.pcall('HGET', KEYS[4], ARGV[1])
claimed = type(claimed) == 'string' and claimed
local told = claimed and string.match(claimed, ' (%-?%d+)$')
if told and (wake == '' or tonumber(told) < tonumber(wake)) then
  wake = told
end
if claimed then
  redis.call('HDEL', KEYS[4], ARGV[1])
end
if wake == '' then
  redis.call('ZREM', KEYS[1], ARGV[1])
else
  local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  redis.call('ZADD', KEYS[1], wake, ARGV[1])
  if not first[2] or tonumber(wake) < tonumber(first[2]) then
    redis.call('PUBLISH', ARGV[6], wake)
  end
end
return 1
