## Reports and what became of them

report = Report
report-of-name = the comment by { $name }
report-title = Report the comment by { $name }
report-quoted = The comment
report-heading = What is wrong with this comment?
report-lead = Anyone may report a comment, with or without an account. A moderator reads your report. The author is not told who reported.
report-reason = Reason
report-reason-hint = What is not allowed here stands in the [house rules].
report-reason-missing = Choose the reason for your report
report-explanation = Explanation
report-explanation-hint = Optional, except for illegal content: then say what you think is illegal and why.
report-explanation-missing = Say what you think is illegal and why
report-explanation-short = Say in at least 20 characters what you think is illegal and why
report-explanation-long = { $over ->
    [one] Your explanation is { $over } character too long: there is room for 5,000
   *[other] Your explanation is { $over } characters too long: there is room for 5,000
  }
report-name = Your name
report-name-hint = Only needed for illegal content.
report-email = Your e-mail address
report-email-hint = Needed for illegal content. If you fill it in for another reason, we tell you what we decide.
report-good-faith = To the best of my knowledge, what I write here is accurate and complete.
report-good-faith-hint = Only needed for illegal content.
report-good-faith-missing = Confirm that your report is accurate and complete to the best of your knowledge
report-signed-as = You are reporting as { $name }; we tell you what we decide at the e-mail address of your account.
report-note = Only moderators read your report.
report-send = Send report
report-back = Back to the comments
report-faults-heading = Your report has not been sent yet
report-trap = A field that must stay empty was filled in, perhaps by a program. Please send your report again
report-too-many = Try again in { $wait }; what you wrote is still in the form.
report-gone-heading = This comment has already been removed
report-gone-text = A moderator took it away. There is nothing left to report.
report-sent-heading = Thank you for your report
report-sent-text = A moderator reads the comment and your report, and decides whether the comment stays. Until then it is still there.
report-sent-mail = If you filled in an e-mail address, you will get a receipt, and later a message about the decision.
receipt-subject = We have received your report
receipt-lead = Hello, you reported a comment to us.
receipt-next = A moderator reads the comment and your report. You will hear from us once it is decided. A person decides; nothing is automatic.
receipt-not-you = Did you not report anything? Then somebody filled in your address by mistake. You need not do anything.
outcome-link = Place
outcome-reported-on = Reported on
outcome-removed-subject = The comment you reported has been removed
outcome-removed = Hello, a moderator removed the comment you reported, for { $reason }. Thank you for reporting it.
outcome-stays-subject = The comment you reported stays
outcome-stays = Hello, a moderator read the comment you reported. It stays: the moderator does not find that it breaks the house rules or the law.
outcome-restored = Hello, the comment you reported had been removed. A moderator looked again and put it back: it does not break the house rules or the law after all.
outcome-appeal-text = Do you see it differently? You can appeal with this button until { $date }. Where possible, another moderator looks. It is free.
