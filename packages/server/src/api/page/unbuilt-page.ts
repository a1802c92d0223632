/** What a person sees who came before the page was built. */
export const UNBUILT_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Retimbre</title>
<h1>The page is not built</h1>
<p>The service runs. To build its page, run <code>npm run build</code> in the folder of Retimbre, then load this again.</p>
<p>The API needs no page: see its <a href="/reference">reference</a>.</p>
</html>
`
