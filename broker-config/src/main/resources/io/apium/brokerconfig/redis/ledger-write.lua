-- Writes an entry of the ledger if it has the revision that the change is based on.
--
-- KEYS[1]  apium:{ledger:<shard>}:wake     the wake index
-- KEYS[2]  apium:{ledger:<shard>}:<kind>   the entries of its kind
-- ARGV[1]  the entry in the index: <kind>/<name>
-- ARGV[2]  its name
-- ARGV[3]  the revision that was seen, 0 for a new entry
-- ARGV[4]  the entry: its new revision, a space, its state as JSON
-- ARGV[5]  when it wakes in milliseconds, or "" for not by itself
-- ARGV[6]  the channel that is told when it wakes before all others of this shard
-- returns  1 when it is written, also by this very write made before; 0 when it has another revision
local standing = redis.call('HGET', KEYS[2], ARGV[2])
if standing == ARGV[4] then
  return 1
end
if (standing and string.match(standing, '^%d+') or '0') ~= ARGV[3] then
  return 0
end
redis.call('HSET', KEYS[2], ARGV[2], ARGV[4])
if ARGV[5] == '' then
  redis.call('ZREM', KEYS[1], ARGV[1])
else
  local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  redis.call('ZADD', KEYS[1], ARGV[5], ARGV[1])
  if not first[2] or tonumber(ARGV[5]) < tonumber(first[2]) then
    redis.call('PUBLISH', ARGV[6], ARGV[5])
  end
end
return 1
