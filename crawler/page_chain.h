#ifndef VIGIE_CRAWLER_PAGE_CHAIN_H
#define VIGIE_CRAWLER_PAGE_CHAIN_H

#include "crawler/response.h"

namespace vigie::crawler {

// What a crawl keeps of redirects: the chain of a page begins at that page.

// `again` answers a request that went on from where `before` had come: it becomes the answer of
// both, with the redirects and cookies of both.
void continue_chain(Response& again, const Response& before);

// Takes away the hops before response.url, which is a page key (url.h); all of them, when the chain
// ends there.
void begin_chain_at_its_url(Response& response);

}  // namespace vigie::crawler

#endif
