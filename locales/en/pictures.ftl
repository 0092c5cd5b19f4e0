## Pictures

pictures-heading = Pictures
pictures-add = Add a picture
pictures-library = All pictures
pictures-none = There are no pictures yet
pictures-none-text = Add one above, and you can use it in articles.
picture-alt = What does it show?
picture-alt-hint = One sentence for those who do not see it, for example: An empty meeting room with chairs knocked over.
picture-alt-missing = Say in one sentence what it shows.
picture-alt-too-long = Keep the description under 300 characters.
picture-alt-button = Save description
picture-file = File
picture-file-hint = JPEG, PNG, WebP or GIF, 10 MB at most. We make the picture smaller and remove place, date and camera. Of an animation, only the first frame is kept.
picture-file-missing = Choose a file.
picture-again = Choose the file again: the browser does not remember it.
picture-too-large = This file is larger than 10 MB. Make the picture smaller and try again.
picture-kind = This is not a JPEG, PNG, WebP or GIF, whatever the file is called. Save the picture as JPEG or PNG and try again.
picture-pixels = This picture has too many pixels: 40 million at most, and 20,000 along a side. A GIF, a WebP, a progressive JPEG or a picture with 16 bits per colour may have 11 million. Make it smaller and try again.
picture-small = This picture is too small: each side must be at least 16 pixels long.
picture-broken = This picture cannot be read: the file is damaged or did not arrive completely. Try again, or save the picture again.
picture-add-button = Add picture
picture-heading = Picture { $id }
picture-size = { $width } × { $height } pixels
picture-paste = Paste this into an article:
picture-uses = Used in
picture-unused = This picture is not used in any text.
picture-remove = Remove picture
picture-used-heading = The picture has not been removed
picture-used-text = It is still used in the texts below. Remove it from those first.

## Pictures in the form of an article

write-picture = Picture at the top
write-picture-none = None
write-picture-gone = This picture no longer exists. Choose another, or none.
write-caption = Caption
write-caption-long = The caption is { $count ->
    [one] { $count } character
   *[other] { $count } characters
  } too long (maximum { $max }).
write-pictures = Add or view pictures
picture-caption-hint = Shown below the picture in every article that says nothing else there, such as who took the photograph. Can be left empty.
picture-small-social = This picture is too small for a shared link: at least 600 by 315 pixels are needed.
picture-svg-text = This SVG contains text, for which there is no typeface here. Convert the text to outlines in the drawing program and try again.
picture-svg-effects = This SVG uses an embedded picture, a filter, a pattern or a mask from a style sheet. That does not work here. Save the file without it, or as PNG.
picture-svg-complex = This SVG is too large or too complicated to draw: 256 kB and some thousands of shapes at most. Simplify the file, or save it as PNG.
picture-svg-empty = Nothing can be seen in this SVG. Save the file again, or as PNG.
