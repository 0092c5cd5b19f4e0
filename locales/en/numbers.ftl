## Numbers

numbers-heading = Numbers
numbers-lead = Codes and guest comments, last 30 days.
numbers-caption = By day
numbers-day = Day
numbers-asked = Codes requested
numbers-solved = Codes right
numbers-failed = Codes wrong
numbers-shown = Comments posted
numbers-held = Comments held
numbers-all = Total
numbers-none = No numbers yet
numbers-none-text = The first figures appear with the first guest who requests a code.

## Numbers by week

weeks-heading = By week
weeks-gate = Codes and guests
weeks-comments = Comments
weeks-commenters = People who commented
weeks-removals = Removed, by reason
weeks-waits = Time from report to decision (median)
weeks-description = { $count ->
    [one] The last week, with a bar if there was anything to count. All values are in the table below.
   *[other] The last { $count } weeks, with a bar for each week in which there was anything to count. All values are in the table below.
  }
weeks-table = Table
weeks-week = Week
weeks-short = wk { $number }
weeks-name = Week { $number }, from { $date }
weeks-minutes = { $count } min
weeks-hours = { $count } h

## Views of articles

views-heading = Articles read
views-lead = How often articles were opened. They are counted without a cookie and without an IP address. Visits by programs, such as search engines, and by the staff do not count, and after 400 days the numbers are erased.
views-by-day = Views by day
views-description = { $count ->
    [one] The last day, with a bar if there was anything to count. All values are in the table below.
   *[other] The last { $count } days, with a bar for each day with anything to count. All values are in the table below.
  }
views-most = Most read
views-period = Period
views-days = { $count ->
    [one] Last day
   *[other] Last { $count } days
  }
views-article = Article
views-count = Views
views-none-in-period = Nothing was counted in this period.
views-none = Nothing counted yet
views-none-text = The first views are shown here a minute after a reader opens an article.
