#ifndef VIGIE_CRAWLER_URL_PATTERN_H
#define VIGIE_CRAWLER_URL_PATTERN_H

#include <string>

#include "crawler/url.h"

namespace vigie::crawler {

// What URLs that one script answers have in common: origin, path with its changing parts replaced,
// and the sorted query keys: "https://ville.example/agenda/#/#?vue". The last segment becomes "*"
// (its extension stays), digits "#", repeated segments count once, at most six levels. The frontier
// takes turns among patterns, so that a calendar cannot push real pages out.
std::string url_pattern(const Url& url);

// The path part alone, as it names a page template in reports: "/agenda/#/*.html".
std::string path_pattern(const Url& url);

// The path shows the sign of a trap: a segment three times ("/a/b/a/b/a/b"), or more than 20
// segments.
bool looks_endless(const Url& url);

// The URL without well-known session parameters (PHPSESSID, ;jsessionid=, …), which would make a
// new URL of every link.
Url without_session_id(const Url& url);

}  // namespace vigie::crawler

#endif
