-- Lets an entry of the ledger wake earlier; does nothing where there is none, or where it wakes by then. One that somebody
-- has taken wakes when it is written, since nobody else may have it before, nor may the news be lost.
--
-- KEYS[1]  apium:{ledger:<shard>}:wake     the wake index
-- KEYS[2]  apium:{ledger:<shard>}:<kind>   the entries of its kind (KEYS[3] is not used)
-- KEYS[4]  apium:{ledger:<shard>}:claimed  <kind>/<name> to when its lease is over, and after a space when it is to wake
-- ARGV[1]  the entry in the index: <kind>/<name>
-- ARGV[2]  its name
-- ARGV[3]  when it is to wake in milliseconds
-- ARGV[4]  the channel that is told when it wakes before all others of this shard
-- returns  nil
if redis.call('HEXISTS', KEYS[2], ARGV[2]) == 0 then
  return nil
end
local wake = redis.call('ZSCORE', KEYS[1], ARGV[1])
if wake and tonumber(wake) <= tonumber(ARGV[3]) then
  return nil
end
local claimed = redis.pcall('HGET', KEYS[4], ARGV[1])
local over = type(claimed) == 'string' and string.match(claimed, '^%-?%d+')
if over and tonumber(over) > tonumber(ARGV[3]) then
  local told = string.match(claimed, ' (%-?%d+)$')
  if not told or tonumber(told) > tonumber(ARGV[3]) then
    redis.call('HSET', KEYS[4], ARGV[1], over .. ' ' .. ARGV[3])
  end
  return nil
end
local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
if not first[2] or tonumber(ARGV[3]) < tonumber(first[2]) then
  redis.call('PUBLISH', ARGV[4], ARGV[3])
end
return nil
