// A file of its own, because the page's Content-Security-Policy allows no script inside it.
SwaggerUIBundle({
  url: 'v3/api-docs',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayRequestDuration: true,
  validatorUrl: null, // otherwise the document would be sent to a validator on the internet
});
