-- Moves keys of another type than they should be out of the way, and keeps their bytes.
--
-- KEYS     any
-- ARGV     the type that each of them should be, in the words of TYPE
-- returns  the keys that were moved; each is <key>:unreadable for a day
local moved = {}
for i, key in ipairs(KEYS) do
  local is = redis.call('TYPE', key)['ok']
  if is ~= 'none' and is ~= ARGV[i] then
    redis.call('RENAME', key, key .. ':unreadable')
    redis.call('EXPIRE', key .. ':unreadable', 86400)
    moved[#moved + 1] = key
  end
end
return moved
