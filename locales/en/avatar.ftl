## Pictures of members

account-picture = Your picture
account-picture-none = Your initials appear beside your comments. With a picture, others will recognise you sooner.
account-picture-now = This picture appears beside all your comments. Everyone can see it.
account-picture-file = Choose a picture
account-picture-other = Choose another picture
account-picture-hint = JPEG, PNG, WebP or GIF, 10 MB at most. We keep a square from the middle and remove place, date and device.
account-picture-add = Add picture
account-picture-replace = Replace picture
account-picture-remove = Remove picture
account-picture-banned = The editors have banned you. You cannot add a picture while the ban lasts.
account-done-picture = Your picture has been added and now appears beside all your comments.
account-done-no-picture = You no longer have a picture. Your initials appear beside your comments.
person-picture = Picture of { $name }
person-picture-remove = Remove picture
person-picture-of-staff = Only an administrator can remove the picture of a member of staff.
