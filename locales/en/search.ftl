## Search

menu-search = Search
search-heading = Search
search-title = Search for { $words }
search-skip = Skip to what was found
search-words = Search articles and comments
search-hint = Words in "quotes" stand side by side. A word with a minus sign before it is not there.
search-button = Search
search-in = In
search-in-all = Everything
search-in-articles = Articles only
search-in-comments = Comments only
search-category = Category
search-any = All
search-since = From
search-since-ever = The beginning
search-since-month = The past month
search-since-year = The past year
search-until = Up to and including
search-until-now = Now
search-articles = { $count ->
    [one] 1 article
   *[other] { $count } articles
  }
search-articles-more = More than 200 articles
search-comments = { $count ->
    [one] 1 comment
   *[other] { $count } comments
  }
search-comments-more = More than 1,000 comments
search-all-articles = All articles found
search-below = On { $title }
search-nothing = Nothing found
search-nothing-text = Try fewer or other words, or check the spelling. Capitals, accents and plurals make no difference.
search-everywhere = Search for the same without filters
search-refused = This cannot be searched for
search-too-long = A search may be { $most } characters long. Leave out the least important words.
search-too-many-words = A search may have { $most } words. Leave out the least important ones.
search-only-unwanted = You only name what should not be there. Name a word that should be there, too.
search-no-words = There is no word here to search for. Use letters or digits.
