"""The report as a page on which decisions are taken: `desk` keeps them in their file, `server` shows the page.

Nothing here prints; the command line says where the page is.
"""
