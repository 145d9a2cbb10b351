-- Removes an entry of the ledger if it has the revision that was seen.
--
-- KEYS[1]  apium:{ledger:<shard>}:wake     the wake index
-- KEYS[2]  apium:{ledger:<shard>}:<kind>   the entries of its kind (KEYS[3] is not used)
-- KEYS[4]  apium:{ledger:<shard>}:claimed  what was taken
-- ARGV[1]  the entry in the index: <kind>/<name>
-- ARGV[2]  its name
-- ARGV[3]  the revision that was seen
-- returns  1 when there is no such entry now; 0 when it has another revision
local standing = redis.call('HGET', KEYS[2], ARGV[2])
if standing and string.match(standing, '^%d+') ~= ARGV[3] then
  return 0
end
redis.call('HDEL', KEYS[2], ARGV[2])
redis.call('ZREM', KEYS[1], ARGV[1])
redis.pcall('HDEL', KEYS[4], ARGV[1])
return 1
