#ifndef VIGIE_CRAWLER_MARKED_TEXT_H
#define VIGIE_CRAWLER_MARKED_TEXT_H

// Marks an English text that a person reads, so that xgettext collects it for reports/locale/fr.po.
// It stays English here; the writer that shows it translates it (reports/locale/texts.h).
// Values stand as {0}, {1} … since French reorders. With a plural, two texts:
// N_("{0} page", "{0} pages").
// NOLINTNEXTLINE(bugprone-reserved-identifier): gettext's own customary name
#define N_(...) __VA_ARGS__

#endif
