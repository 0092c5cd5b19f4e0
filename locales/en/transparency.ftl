## Figures of a year

transparency-title = Transparency { $year }
transparency-heading = Yearly figures
transparency-lead = The figures for the yearly report on moderation (articles 15 and 24 of the European Digital Services Act).
transparency-years = Years
transparency-as-csv = As CSV
transparency-as-json = As JSON
transparency-none = None.
transparency-notices = Notices
transparency-decided = Decisions on notices
transparency-decisions = All decisions
transparency-appeals = Appeals
transparency-bans = Bans
transparency-received = Received
transparency-open = Still open
transparency-count = Number
transparency-against = Against
transparency-outcome = Outcome
transparency-kind = Kind
transparency-made = Imposed
transparency-lifted = Lifted
transparency-notice-median = Median from notice to decision
transparency-appeal-median = Median from appeal to answer
transparency-automated = Decisions made automatically
transparency-waited = { $days ->
    [0] { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
      } and { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
      }
    [one] { $days } day and { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
      }
   *[other] { $days } days and { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
      }
  }
transparency-remove = removed
transparency-restore = restored
transparency-keep = kept
transparency-removal = removal
transparency-keeping = keeping after a report
transparency-ban = ban
transparency-granted = granted
transparency-upheld = dismissed
transparency-waits = waits
transparency-ban-email = e-mail address
transparency-ban-network = IP address or network
transparency-ban-member = member
transparency-ban-browser = guest, identified by browser
