#include "ui/text/names_text.h"

#include "core/text/collation.h"
#include "core/text/direction.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace rawi {

namespace {

struct Names {
    Q_DECLARE_TR_FUNCTIONS(Names)
};

} // namespace

QString contentStateText(ContentState state)
{
    switch (state) {
    case ContentState::Draft:
        return Names::tr("Draft", "content state");
    case ContentState::InReview:
        return Names::tr("In review", "content state");
    case ContentState::Approved:
        return Names::tr("Approved", "content state");
    case ContentState::Published:
        return Names::tr("Published", "content state");
    case ContentState::Archived:
        return Names::tr("Archived", "content state");
    }
    return {};
}

QString contentKindText(ContentKind kind)
{
    switch (kind) {
    case ContentKind::Video:
        return Names::tr("Video");
    case ContentKind::Audio:
        return Names::tr("Audio");
    case ContentKind::Article:
        return Names::tr("Article");
    case ContentKind::Image:
        return Names::tr("Picture");
    }
    return {};
}

QString parityText(Parity parity)
{
    switch (parity) {
    case Parity::InStep:
        return {};
    case Parity::ArabicStale:
        return Names::tr("Arabic is behind");
    case Parity::EnglishStale:
        return Names::tr("English is behind");
    case Parity::BothStale:
        return Names::tr("Both languages are behind");
    }
    return {};
}

QString liveText(const Standing &standing)
{
    if (!standing.live) {
        return {};
    }
    switch (standing.state) {
    case ContentState::Draft:
        return Names::tr("Published; changes are being written");
    case ContentState::InReview:
        return Names::tr("Published; changes are in review");
    case ContentState::Approved:
        return Names::tr("Published; changes are approved");
    case ContentState::Published:
    case ContentState::Archived:
        break;
    }
    return {};
}

QString seriesStatusText(SeriesStatus status)
{
    switch (status) {
    case SeriesStatus::Ongoing:
        return Names::tr("Ongoing", "series status");
    case SeriesStatus::Completed:
        return Names::tr("Completed", "series status");
    case SeriesStatus::Hiatus:
        return Names::tr("On hiatus", "series status");
    }
    return {};
}

QString roleText(Role role)
{
    switch (role) {
    case Role::Viewer:
        return Names::tr("Viewer");
    case Role::Editor:
        return Names::tr("Editor");
    case Role::ManagingEditor:
        return Names::tr("Managing editor");
    case Role::Admin:
        return Names::tr("Administrator");
    }
    return {};
}

QString variantStatusText(VariantStatus status)
{
    switch (status) {
    case VariantStatus::Pending:
        return Names::tr("Not on the server yet");
    case VariantStatus::Completed:
        return Names::tr("On the server");
    case VariantStatus::Failed:
        return Names::tr("Failed", "media variant");
    }
    return {};
}

QString encodeStateText(QStringView name)
{
    if (name == "queued"_L1) {
        return Names::tr("Queued", "encode");
    }
    if (name == "running"_L1) {
        return Names::tr("Encoding", "encode");
    }
    if (name == "paused"_L1) {
        return Names::tr("Paused", "encode");
    }
    if (name == "done"_L1) {
        return Names::tr("Done", "encode");
    }
    if (name == "failed"_L1) {
        return Names::tr("Failed", "encode");
    }
    return Names::tr("Cancelled", "encode");
}

QString uploadStateText(QStringView name)
{
    if (name == "waiting"_L1) {
        return Names::tr("Waiting", "upload");
    }
    if (name == "running"_L1) {
        return Names::tr("Uploading", "upload");
    }
    if (name == "done"_L1) {
        return Names::tr("Done", "upload");
    }
    if (name == "paused"_L1) {
        return Names::tr("Paused", "upload");
    }
    if (name == "cancelled"_L1) {
        return Names::tr("Cancelled", "upload");
    }
    return Names::tr("Failed", "upload");
}

QString variantNameText(const QString &name)
{
    if (name == "original"_L1) {
        return Names::tr("Original");
    }
    if (name == "poster"_L1) {
        return Names::tr("Poster");
    }
    const QLatin1StringView thumbnail("thumb-");
    return name.startsWith(thumbnail) ? Names::tr("Thumbnail %1").arg(isolate(name.mid(thumbnail.size())))
                                      : isolate(name);
}

QString variantText(VariantType type, const QString &name)
{
    switch (type) {
    case VariantType::Storyboard:
        return Names::tr("Preview pictures");
    case VariantType::Waveform:
        return Names::tr("Waveform");
    case VariantType::Report:
        return Names::tr("Measurements");
    case VariantType::Subtitles:
        return Names::tr("Subtitles");
    case VariantType::Original:
    case VariantType::Rendition:
    case VariantType::Poster:
    case VariantType::Thumbnail:
        break;
    }
    return variantNameText(name);
}

QString inDeskLanguage(const QString &arabic, const QString &english)
{
    const bool arabicFirst = QLocale().textDirection() == Qt::RightToLeft;
    const QString &first = arabicFirst ? arabic : english;
    return first.trimmed().isEmpty() ? (arabicFirst ? english : arabic) : first;
}

QString titleText(const QString &arabic, const QString &english)
{
    const QString title = inDeskLanguage(arabic, english);
    return title.trimmed().isEmpty() ? Names::tr("Untitled") : title;
}

QByteArray nameOrder(const QString &name)
{
    return sortKey(name, QLocale().language() == QLocale::Arabic ? SortLanguage::Arabic : SortLanguage::English);
}

QStringList inNameOrder(QStringList names)
{
    std::stable_sort(names.begin(), names.end(), [](const QString &a, const QString &b) { return nameOrder(a) < nameOrder(b); });
    return names;
}

} // namespace rawi
