-- For wrk: every request is another comment by another browser. No two texts are alike, within one run or between runs.
local thread, started, sent = 0, os.time(), 0
function setup(t)
  thread = thread + 1
  t:set("number", thread)
end
function request()
  sent = sent + 1
  local text = string.format("Om+te+tellen+%d+%d+%d.", started, number, sent)
  local cookie = string.format("weerwoord_visitor=%064x", (number * 1000003 + sent % 50))
  local headers = { ["Content-Type"] = "application/x-www-form-urlencoded", ["Cookie"] = cookie }
  local form = "name=Lezer&email=lezer" .. sent % 500 .. "%40post.example&intent=post&body=" .. text
  return wrk.format("POST", "/articles/proef/comments", headers, form)
end
