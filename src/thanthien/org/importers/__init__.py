"""What is loaded from files that come with the product."""
