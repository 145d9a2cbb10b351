-- Lets a key live longer; does nothing to one that lives that long already.
--
-- KEYS[1]  a key that expires
-- ARGV[1]  how long it is to live from now on at least, milliseconds
-- returns  how long it lives now, milliseconds; -2 when it is not there
local left = redis.call('PTTL', KEYS[1])
if left >= 0 and left < tonumber(ARGV[1]) then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return left
