## Search

menu-search = Search
search-heading = Search
search-title = Search for { $words }
search-skip = Skip to the results
search-words = Search articles and comments
search-hint = Words in “quotation marks” are matched as a phrase. A minus sign excludes a word.
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
search-everywhere = Search again without filters
search-refused = This is not something we can search for
search-too-long = A search can be up to { $most } characters long. Leave out the least important words.
search-too-many-words = A search can be up to { $most } words long. Leave out the least important ones.
search-only-unwanted = Your search only excludes words. Add a word that should be there.
search-no-words = There is no word in your search to look for. Use letters or digits.
