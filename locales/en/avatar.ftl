## Pictures of members

account-picture = Your picture
account-picture-none = Your initials stand beside your comments now. With a picture others recognise you sooner.
account-picture-now = This picture stands beside all your comments. Everybody can see it.
account-picture-file = Choose a picture
account-picture-other = Choose another picture
account-picture-hint = JPEG, PNG, WebP or GIF, at most 10 MB. We keep a square from the middle and take out place, date and device.
account-picture-add = Add picture
account-picture-replace = Replace picture
account-picture-remove = Remove picture
account-picture-banned = The editors have banned you. While that lasts you cannot add a picture
account-done-picture = Your picture was added. It now stands beside all your comments.
account-done-no-picture = You have no picture any more. Your initials stand beside your comments.
person-picture = Picture of { $name }
person-picture-remove = Remove picture
person-picture-of-staff = Only an administrator can remove the picture of a member of staff.
