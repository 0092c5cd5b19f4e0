## Pictures

pictures-heading = Pictures
pictures-add = Add a picture
pictures-library = All pictures
pictures-none = There are no pictures yet
pictures-none-text = Add one above. You can then put it in articles.
picture-alt = What does it show?
picture-alt-hint = One sentence for those who do not see it, for example: An empty meeting room with chairs knocked over.
picture-alt-missing = Write in one sentence what it shows
picture-alt-too-long = Keep the description under 300 characters
picture-alt-button = Save description
picture-file = File
picture-file-hint = JPEG, PNG, WebP or GIF, 10 MB at most. We make the picture smaller and take out place, date and camera. Of a moving picture the first image stays.
picture-file-missing = Choose a file
picture-again = Choose the file again: the browser does not remember it
picture-too-large = This file is larger than 10 MB. Make the picture smaller and try again
picture-kind = This is no JPEG, PNG, WebP or GIF, whatever the file is called. Save the picture as JPEG or PNG and try again
picture-pixels = This picture has too many pixels: 40 million at most, and 20,000 along a side. A GIF, a WebP, a progressive JPEG and a picture with 16 bits a colour may have 11 million. Make it smaller and try again
picture-small = This picture is too small: each side must be at least 16 pixels long
picture-broken = This picture cannot be read: the file is damaged or did not arrive whole. Try again, or save the picture anew
picture-add-button = Add picture
picture-heading = Picture { $id }
picture-size = { $width } × { $height } pixels
picture-paste = Paste this into an article:
picture-uses = Used in
picture-unused = This picture is in no article.
picture-remove = Remove picture
picture-used-heading = The picture was not removed
picture-used-text = It is still in the articles below. Take it out of those first.

## Pictures in the form of an article

write-picture = Picture at the top
write-picture-none = None
write-picture-gone = This picture is not there any more. Choose another, or none
write-caption = Caption
write-caption-long = Keep the caption to { $max } characters at most: there are { $count } too many
write-pictures = Add and see pictures
