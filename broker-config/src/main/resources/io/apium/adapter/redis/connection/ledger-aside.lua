-- Takes an entry that cannot be read out of the ledger, and keeps its bytes; does nothing where there is none.
--
-- KEYS[1]  apium:{ledger:<shard>}:wake        the wake index
-- KEYS[2]  apium:{ledger:<shard>}:<kind>      the entries of its kind
-- KEYS[3]  apium:{ledger:<shard>}:unreadable  <kind>/<name> to what stood there
-- KEYS[4]  apium:{ledger:<shard>}:claimed     what was taken
-- ARGV[1]  the entry in the index: <kind>/<name>
-- ARGV[2]  its name
-- returns  nil
local standing = redis.call('HGET', KEYS[2], ARGV[2])
if standing then
  redis.call('HSET', KEYS[3], ARGV[1], standing)
  redis.call('HDEL', KEYS[2], ARGV[2])
  redis.call('ZREM', KEYS[1], ARGV[1])
  redis.pcall('HDEL', KEYS[4], ARGV[1])
end
return nil
