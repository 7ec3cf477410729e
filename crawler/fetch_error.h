#ifndef VIGIE_CRAWLER_FETCH_ERROR_H
#define VIGIE_CRAWLER_FETCH_ERROR_H

#include <curl/curl.h>

#include <string>

#include "crawler/error_kind.h"

namespace vigie::crawler {

// What libcurl tells of a transfer that failed.
struct CurlFault {
  CURLcode code = CURLE_OK;
  long os_error = 0;       // errno of the connection, 0 when unknown
  long verify_result = 0;  // X509_V_ERR_…, of the certificate
  bool in_body = false;    // the header block was complete
  std::string message;     // libcurl's words
};

Failure failure_of(const CurlFault& fault);

}  // namespace vigie::crawler

#endif
