"""Search: the server, the documents, what keeps them true, and the questions asked of them."""
