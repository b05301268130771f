"""The public pages around the chat: plain HTML made on the server, in one frame."""
