## Reports and what became of them

report = Report
report-of-name = the comment by { $name }
report-title = Report the comment by { $name }
report-quoted = The comment
report-heading = What is wrong with this comment?
report-lead = Anyone may report a comment, with or without an account. A moderator reads your report. The author is not told who reported.
report-reason = Reason
report-reason-hint = What is not allowed here is listed in the [house rules].
report-reason-missing = Choose the reason for your report.
report-explanation = Explanation
report-explanation-hint = Optional, except for illegal content: then say what you think is illegal and why.
report-explanation-missing = Say what you think is illegal and why.
report-explanation-short = Say in at least 20 characters what you think is illegal and why.
report-explanation-long = { $over ->
    [one] Your explanation is { $over } character too long (maximum 5,000).
   *[other] Your explanation is { $over } characters too long (maximum 5,000).
  }
report-name = Your name
report-name-hint = Only needed for illegal content.
report-email = Your e-mail address
report-email-hint = Needed for illegal content. If you enter it in other cases, we will e-mail you the outcome.
report-good-faith = To the best of my knowledge, what I write here is accurate and complete.
report-good-faith-hint = Only needed for illegal content.
report-good-faith-missing = Confirm that your report is accurate and complete to the best of your knowledge.
report-signed-as = You are reporting as { $name }; we will send the outcome to the e-mail address of your account.
report-note = Only moderators read your report.
report-send = Send report
report-back = Back to the comments
report-faults-heading = Your report has not been sent yet
report-trap = A field that must stay empty was filled in, perhaps by a program. Please send your report again.
report-too-many = Try again in { $wait }; what you wrote is still in the form.
report-gone-heading = This comment has already been removed
report-gone-text = A moderator has taken it down. There is nothing left to report.
report-sent-heading = Thank you for your report
report-sent-text = A moderator will read the comment and your report, and decide whether the comment stays. Until then it remains visible.
report-sent-mail = If you entered an e-mail address, you will get a receipt, and later a message about the decision.
receipt-subject = We have received your report
receipt-lead = You have reported a comment to us.
receipt-next = A moderator will read the comment and your report. You will hear from us once it has been decided. A person decides; nothing is automatic.
receipt-not-you = Did you not report anything? Then someone entered your address by mistake. There is nothing you need to do.
outcome-link = Link
outcome-reported-on = Reported on
outcome-removed-subject = The comment you reported has been removed
outcome-removed = A moderator has removed the comment you reported. Reason: { $reason }. Thank you for reporting it.
outcome-stays-subject = The comment you reported stays
outcome-stays = A moderator has read the comment you reported. It stays: the moderator does not think it breaks the house rules or the law.
outcome-restored = The comment you reported was removed earlier. A moderator has looked again and restored it: it does not break the house rules or the law after all.
outcome-appeal-text = Do you see it differently? You can appeal until { $date }, through the link above. Where possible, another moderator will look at it. Appealing is free.
