"""The search of the site: over collectives, farms, products, places, news, guides and pages."""
