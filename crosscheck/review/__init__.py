"""The report as a page on which decisions are taken.

`desk` keeps them in their file, `app` is what the page asks for and gets, `server` serves it on loopback.
Nothing here prints; the command line says where the page is.
"""
