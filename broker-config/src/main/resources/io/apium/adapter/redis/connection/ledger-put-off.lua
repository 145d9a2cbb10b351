-- Lets an entry of the ledger sleep until a moment, if it has the revision that was seen. One that was woken while it
-- was taken wakes when it was told to.
--
-- KEYS     as of ledger-write.lua
-- ARGV[1]  the entry in the index: <kind>/<name>
-- ARGV[2]  its name
-- ARGV[3]  the revision that was seen
-- ARGV[4]  when it wakes in milliseconds
-- returns  nil
local standing = redis.call('HGET', KEYS[2], ARGV[2])
if not standing or string.match(standing, '^(%d+) ') ~= ARGV[3] then
  return nil
end
local wake = ARGV[4]
local claimed = redis.pcall('HGET', KEYS[4], ARGV[1])
local told = type(claimed) == 'string' and string.match(claimed, ' (%-?%d+)$')
if told and tonumber(told) < tonumber(wake) then
  wake = told
end
redis.pcall('HDEL', KEYS[4], ARGV[1])
redis.call('ZADD', KEYS[1], wake, ARGV[1])
return nil
