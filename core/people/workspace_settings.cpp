#include "core/people/workspace_settings.h"

#include <QUrl>

namespace rawi {

Id<WorkspaceSettings> WorkspaceSettings::theId()
{
    static const QUuid kId(u"{0197ac00-0000-7000-8000-000000000001}"_s);
    return Id<WorkspaceSettings>(kId);
}

Result<QString> publicAddressFrom(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !isWeb || url.host().isEmpty() || url.hasQuery() || url.hasFragment() || !url.userInfo().isEmpty()) {
        return Error{ErrorCode::InvalidArgument, u"public_address"_s,
                     u"the address at which people reach this server, without a question mark or a password, for example "
                     "https://rawi.example"_s};
    }
    QString address = url.toString(QUrl::FullyEncoded);
    while (address.endsWith(u'/')) {
        address.chop(1);
    }
    return address;
}

} // namespace rawi
