#include "crawler/network_reach.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <sys/socket.h>

#include "crawler/address_guard.h"

namespace vigie::crawler {

bool has_network_interface() {
  ifaddrs* list = nullptr;
  if (getifaddrs(&list) != 0) return true;  // no ground to excuse the portal
  bool found = false;
  for (const ifaddrs* at = list; at != nullptr && !found; at = at->ifa_next) {
    if ((at->ifa_flags & IFF_UP) == 0 || at->ifa_addr == nullptr) continue;
    const auto address = ip_address(*at->ifa_addr);
    if (!address) continue;
    const AddressClass where = classify(*address);
    found = where != AddressClass::loopback && where != AddressClass::link_local;
  }
  freeifaddrs(list);
  return found;
}

}  // namespace vigie::crawler
