/** Text formats that name other files. A decoder that follows one of them reads what its sender must not read. */
export function playlists(localFile: string, url: string): Readonly<Record<string, string>> {
  return {
    'hls naming a local file': `#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\nfile://${localFile}\n#EXT-X-ENDLIST\n`,
    'hls naming a url': `#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\n${url}\n#EXT-X-ENDLIST\n`,
    'hls master': `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1280000\n${url}\n`,
    ffconcat: `ffconcat version 1.0\nfile '${localFile}'\nfile '${url}'\n`,
    sdp: `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 96\na=rtpmap:96 L16/44100/2\n`,
    dash: `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet mimeType="audio/mp4"><Representation id="1" bandwidth="1"><BaseURL>${url}</BaseURL></Representation></AdaptationSet></Period></MPD>`,
    asx: `<asx version="3.0"><entry><ref href="${url}"/></entry></asx>`,
    pls: `[playlist]\nFile1=file://${localFile}\nFile2=${url}\nNumberOfEntries=2\n`,
    cue: `FILE "${localFile}" WAVE\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\n`,
    xspf: `<?xml version="1.0"?><playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList><track><location>${url}</location></track></trackList></playlist>`,
    imf: `<?xml version="1.0"?><AssetMap xmlns="http://www.smpte-ra.org/schemas/429-9/2007/AM"><Path>file://${localFile}</Path></AssetMap>`,
  }
}
