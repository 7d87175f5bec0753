#include "ui/media/studio/file_place_bar.h"

#include "core/people/person.h"
#include "core/replica/row_watch.h"
#include "core/text/direction.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/refresh_soon.h"
#include "ui/text/format_text.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace rawi {

namespace {

QString nameOf(const Id<Person> &person)
{
    return isolate(recordText(recordInfo<Person>().name, person.uuid()));
}

} // namespace

FilePlaceBar::FilePlaceBar(Workbench &workbench, QWidget *parent)
    : QFrame(parent)
    , m_workbench(workbench)
    , m_desk(workbench.desk())
    , m_text(new QLabel(this))
    , m_find(new QPushButton(this))
    , m_ask(new QPushButton(this))
    , m_withdraw(new QPushButton(this))
    , m_upload(new QPushButton(this))
    , m_refuse(new QPushButton(this))
{
    setObjectName(u"file_place"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(6);
    m_text->setWordWrap(true);
    column->addWidget(m_text);
    auto *buttons = new FlowLayout;
    for (QPushButton *one : {m_upload, m_ask, m_withdraw, m_refuse, m_find}) {
        buttons->addWidget(one);
    }
    column->addLayout(buttons);
    connect(m_find, &QPushButton::clicked, this, [this] { m_workbench.trigger(u"media.find_file"_s); });
    connect(m_ask, &QPushButton::clicked, this, &FilePlaceBar::ask);
    connect(m_withdraw, &QPushButton::clicked, this, &FilePlaceBar::withdraw);
    connect(m_upload, &QPushButton::clicked, this, &FilePlaceBar::upload);
    connect(m_refuse, &QPushButton::clicked, this, &FilePlaceBar::refuse);
    auto *soon = new RefreshSoon(this, [this] { refresh(); });
    connect(&workbench, &Workbench::assetChanged, this, &FilePlaceBar::refresh);
    connect(&m_desk.sync(), &SyncEngine::uploadChanged, soon, &RefreshSoon::ask);
    new RowWatch(m_desk.replica(),
                 {recordInfo<MediaAsset>().name, recordInfo<MediaVariant>().name, recordInfo<FileRequest>().name}, this,
                 [soon] { soon->ask(); });
    retranslate();
}

void FilePlaceBar::refresh()
{
    const Id<MediaAsset> asset(m_workbench.asset());
    const auto place = asset.isNull() ? std::nullopt : std::optional(placeOf(m_desk.replica(), m_desk.localMedia(), asset));
    if (place && place->ok()) {
        showPlace(**place);
    } else {
        hide();
    }
}

void FilePlaceBar::showPlace(const FilePlace &place)
{
    const Id<Person> me = m_desk.replica().actor().id;
    m_mine.reset();
    m_another.reset();
    for (const FileRequest &one : place.requests) {
        (one.person == me ? m_mine : m_another) = one;
    }
    const auto toMe = requestsToThisDesk(m_desk.replica(), m_desk.localMedia(), m_desk.uploads());
    const bool asked = m_another && toMe.ok() && std::any_of(toMe->cbegin(), toMe->cend(), [&](const FileRequest &one) {
        return one.id == m_another->id;
    });
    const bool away = place.where == FileWhere::Lost || place.where == FileWhere::OnOtherDesk;
    const bool elsewhere = place.where == FileWhere::OnOtherDesk;
    m_text->setText(asked ? tr("%1 asks for this file, which is on this desk and not on the server.").arg(nameOf(m_another->person))
                          : placeText(place));
    m_text->setToolTip(place.where == FileWhere::Lost ? pathText(place.lostPath) : QString());
    m_upload->setVisible(asked);
    m_refuse->setVisible(asked);
    m_ask->setVisible(elsewhere && !m_mine && m_workbench.may(u"media.request_original"_s));
    m_withdraw->setVisible(elsewhere && m_mine);
    m_find->setVisible(away);
    setVisible(away || asked);
}

QString FilePlaceBar::placeText(const FilePlace &place) const
{
    const QString file = isolate(place.asset.originalFilename);
    if (place.where == FileWhere::Lost) {
        return tr("%1 is no longer where it was on this desk.", "a file").arg(file);
    }
    const Id<Person> owner = place.asset.createdBy;
    const auto known = m_desk.replica().find(owner);
    QString text;
    if (owner == m_desk.replica().actor().id) {
        text = tr("You added %1 on another desk; it is neither here nor on the server.", "a file").arg(file);
    } else if (known.ok() && *known) {
        text = place.isShown ? tr("The original is on %1’s desk; what plays here is a smaller version.", "a person").arg(nameOf(owner))
                             : tr("%1 has this file; it is neither on this desk nor on the server.", "a person").arg(nameOf(owner));
    } else {
        text = tr("%1 is on another desk, and not on the server.", "a file").arg(file);
    }
    if (m_mine) {
        text += u'\n' + tr("You asked for it: %1.", "how long ago").arg(relativeTimeText(m_mine->createdAt, m_desk.clock().nowMs()));
    }
    return text;
}

void FilePlaceBar::run(const QString &command, const QJsonObject &args)
{
    if (const auto done = m_desk.execute(command, args); !done.ok()) {
        m_workbench.tellError(done.error());
    }
    refresh();
}

void FilePlaceBar::ask()
{
    run(u"media.request_original"_s, {{u"asset_id"_s, uuidText(m_workbench.asset())}});
}

void FilePlaceBar::withdraw()
{
    if (m_mine) {
        run(u"media.close_request"_s, {{u"id"_s, m_mine->id.text()}});
    }
}

void FilePlaceBar::upload()
{
    const Result<void> queued = m_desk.uploadAsset(Id<MediaAsset>(m_workbench.asset()), true, UploadCause::Asked);
    if (queued.ok()) {
        m_workbench.tell(Tone::Ok, Words([] { return tr("The file goes to the server in the background."); }));
    } else {
        m_workbench.tellError(queued.error());
    }
    refresh();
}

void FilePlaceBar::refuse()
{
    if (m_another) {
        run(u"media.close_request"_s, {{u"id"_s, m_another->id.text()}});
    }
}

void FilePlaceBar::retranslate()
{
    m_find->setText(tr("Find the file…"));
    m_ask->setText(tr("Ask for it"));
    m_withdraw->setText(tr("Withdraw the request"));
    m_upload->setText(tr("Upload it now"));
    m_refuse->setText(tr("Do not upload it"));
    refresh();
}

void FilePlaceBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QFrame::changeEvent(event);
}

} // namespace rawi
