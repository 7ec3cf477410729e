#ifndef VIGIE_CRAWLER_NETWORK_REACH_H
#define VIGIE_CRAWLER_NETWORK_REACH_H

namespace vigie::crawler {

// Whether this machine has an interface that leads anywhere but to itself. Without one a name that
// does not resolve says nothing of the portal.
bool has_network_interface();

}  // namespace vigie::crawler

#endif
