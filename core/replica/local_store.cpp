#include "core/replica/local_store.h"

#include <algorithm>

namespace rawi {

void LocalStores::add(const LocalStore &store)
{
    if (std::any_of(m_all.cbegin(), m_all.cend(), [&](const LocalStore &one) { return one.name == store.name; })) {
        qFatal("the local store %s is there twice", qUtf8Printable(store.name));
    }
    m_all.append(store);
}

} // namespace rawi
