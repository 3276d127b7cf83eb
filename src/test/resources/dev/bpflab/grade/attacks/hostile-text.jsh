// Puts what terminals, tables and pages act on into what reports show.
// ends: COMPLETE
throw new IllegalStateException("\u001b[2J\u001b]0;title\u0007<script>alert(1)</script>\",=cmd|'/c calc'!A1\r\n\u202e]]>");
