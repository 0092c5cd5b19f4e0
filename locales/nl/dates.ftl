## Dates and times

month = { $number ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
  }
date = { $day } { $month } { $year }
date-time = { $date } om { $time }
ago-now = zojuist
ago-minutes = { $count ->
    [one] { $count } minuut geleden
   *[other] { $count } minuten geleden
  }
ago-hours = { $count } uur geleden
duration-seconds = { $count ->
    [one] { $count } seconde
   *[other] { $count } seconden
  }
duration-minutes = { $count ->
    [one] { $count } minuut
   *[other] { $count } minuten
  }
