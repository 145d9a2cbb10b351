-- Frees an idempotency key if it is still held by the claim that was made.
--
-- KEYS[1]  apium:idempotency:<key>
-- ARGV[1]  what that claim wrote
-- returns  1 when the key was freed by this; 0 when something else is there, or nothing
if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
