#include "core/rules/rights.h"

#include <algorithm>

namespace rawi {

void RightSet::add(const QString &right)
{
    m_names.insert(right);
}

bool RightSet::has(QStringView right) const
{
    if (m_names.contains(right.toString())) {
        return true;
    }
    const qsizetype dot = right.indexOf(u'.');
    return dot > 0 && m_names.contains(right.first(dot).toString() + ".*"_L1);
}

QStringList RightSet::names() const
{
    QStringList sorted(m_names.begin(), m_names.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

} // namespace rawi
