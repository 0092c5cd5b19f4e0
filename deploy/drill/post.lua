-- For wrk: every request is another comment, by another guest or by a member whose session is an argument. Lengths are those of comments
-- on boards: half have fewer than 280 characters, one in ten more than 600, and a few some thousands. Half of them are on one of ten
-- articles. No two texts are alike, within one run or between runs.
local LENGTHS = { 40, 80, 115, 145, 170, 195, 220, 240, 260, 280, 305, 335, 370, 410, 455, 510, 570, 640, 850, 1400 }
local WORDS = {}
for word in ("de het een en van ik is dat niet op te met voor aan er maar om bij ook als klant winkel antwoord vraag reactie artikel bureau "
  .. "merk campagne nieuwsbrief lezer schrijver redactie kosten bereik cijfers weken jaren gesprek klacht dienst rooster"):gmatch("%S+") do
  WORDS[#WORDS + 1] = word
end

local thread, started, sent, sessions = 0, os.time(), 0, {}

function setup(t)
  thread = thread + 1
  t:set("number", thread)
end

function init(arguments)
  sessions = arguments
  math.randomseed(started * 100 + number)
end

function text()
  local length = LENGTHS[math.random(#LENGTHS)]
  if length == 1400 and math.random(10) == 1 then length = 5000 end
  local parts, size = { string.format("Ik+%d+%d+%d", started, number, sent) }, 0
  while size < length do
    local word = WORDS[math.random(#WORDS)]
    if math.random(12) == 1 then word = word .. "." end
    parts[#parts + 1] = word
    size = size + #word + 1
  end
  return table.concat(parts, "+") .. "."
end

function request()
  sent = sent + 1
  local place = math.random(2) == 1 and 0 or math.random(0, 9)
  local path = place == 0 and "/articles/proef/comments" or string.format("/articles/proef-%d/comments", place)
  local headers = { ["Content-Type"] = "application/x-www-form-urlencoded" }
  local form = "intent=post&body=" .. text()
  if #sessions > 0 and math.random(5) == 1 then
    headers["Cookie"] = sessions[math.random(#sessions)]
    form = form .. "&signed_in=yes"
  else
    local name = string.format("%d%d%d", started, number, sent)
    headers["Cookie"] = string.format("weerwoord_visitor=%064x", number * 1000003 + sent)
    form = form .. "&name=Lezer+" .. name .. "&email=lezer" .. name .. "%40post.example"
  end
  return wrk.format("POST", path, headers, form)
end
