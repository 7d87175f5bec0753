#include "ui/admin/admin_window.h"

#include "core/base/log.h"
#include "core/text/direction.h"
#include "ui/kit/font_scale.h"
#include "ui/kit/shortcuts.h"
#include "ui/text/error_text.h"

#include <QBoxLayout>
#include <QCloseEvent>
#include <QEvent>
#include <QJsonDocument>
#include <QLabel>
#include <QListWidget>
#include <QScreen>
#include <QShortcut>
#include <QStackedWidget>
#include <QStyledItemDelegate>

#include <algorithm>

namespace rawi {

namespace {

// The icon of the chosen room in the accent colour: it lies on a soft colour, not on the accent itself.
class RoomDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (option->state.testFlag(QStyle::State_Selected)) {
            const qreal ratio = option->widget ? option->widget->devicePixelRatioF() : 1.0;
            const QPixmap drawn = option->icon.pixmap(option->decorationSize, ratio, QIcon::Normal, QIcon::On);
            QIcon chosen(drawn);
            chosen.addPixmap(drawn, QIcon::Selected);
            option->icon = chosen;
        }
    }
};

const QString &stateKey()
{
    static const QString key = u"admin_window"_s;
    return key;
}

} // namespace

AdminWindow::AdminWindow(Desk &desk, const QList<AdminRoom> &rooms, std::function<bool(const QString &)> may, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_desk(desk)
    , m_may(std::move(may))
{
    setObjectName(u"adminWindow"_s);
    setAttribute(Qt::WA_StyledBackground);
    setMinimumSize(820, 520);
    resize(QSize(1240, 780).boundedTo(screen()->availableSize()));
    for (const AdminRoom &room : rooms) {
        m_places.append({room, nullptr});
    }
    build();
    fill();
    connect(&m_desk.sync(), &SyncEngine::statusChanged, this, &AdminWindow::updateLink);
    connect(&m_desk.sync(), &SyncEngine::signedIn, this, &AdminWindow::fill); // perhaps somebody else, with other rights
    restoreState();
    retranslate();
}

void AdminWindow::build()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *side = new QWidget(this);
    side->setObjectName(u"side"_s);
    side->setAttribute(Qt::WA_StyledBackground);
    side->setFixedWidth(scaledPx(210));
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(6, 12, 6, 10);
    m_list = new QListWidget(side);
    m_list->setIconSize(QSize(20, 20));
    m_list->setSpacing(1);
    m_list->setItemDelegate(new RoomDelegate(m_list));
    m_link = new QLabel(side);
    m_link->setProperty("role", u"muted"_s);
    m_link->setWordWrap(true);
    m_link->setMargin(8);
    column->addWidget(m_list, 1);
    column->addWidget(m_link);
    m_pages = new QStackedWidget(this);
    row->addWidget(side);
    row->addWidget(m_pages, 1);
    connect(m_list, &QListWidget::currentRowChanged, this, &AdminWindow::look);
    for (const QKeySequence &keys : withArabicTwin(QKeySequence(Qt::CTRL | Qt::Key_W))) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, &QWidget::close);
    }
    for (int i = 0; i < std::min<int>(9, static_cast<int>(m_places.size())); ++i) {
        auto *jump = new QShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)), this);
        connect(jump, &QShortcut::activated, this, [this, i] {
            if (i < m_list->count()) {
                m_list->setCurrentRow(i);
            }
        });
    }
}

void AdminWindow::fill()
{
    const QString before = room();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (int i = 0; i < m_places.size(); ++i) {
        const AdminRoom &room = m_places.at(i).room;
        if (m_may(room.right)) {
            auto *entry = new QListWidgetItem(icon(room.icon), room.title(), m_list);
            entry->setData(Qt::UserRole, i);
            entry->setSizeHint(QSize(0, 40));
        }
    }
    if (m_list->count() == 0) {
        close(); // whoever signed in administers nothing
        return;
    }
    m_list->setCurrentRow(std::max<int>(0, static_cast<int>(rooms().indexOf(before))));
    look(m_list->currentRow());
}

void AdminWindow::look(int row)
{
    QListWidgetItem *entry = m_list->item(row);
    if (entry == nullptr) {
        return;
    }
    Place &place = m_places[entry->data(Qt::UserRole).toInt()];
    if (place.page == nullptr) {
        place.page = place.room.make(m_desk, m_pages);
        m_pages->addWidget(place.page);
    }
    m_pages->setCurrentWidget(place.page);
}

void AdminWindow::showRoom(const QString &id)
{
    if (const qsizetype at = rooms().indexOf(id); at >= 0) {
        m_list->setCurrentRow(static_cast<int>(at));
    }
}

QString AdminWindow::room() const
{
    const QListWidgetItem *entry = m_list->currentItem();
    return entry ? m_places.at(entry->data(Qt::UserRole).toInt()).room.id : QString();
}

QStringList AdminWindow::rooms() const
{
    QStringList ids;
    for (int i = 0; i < m_list->count(); ++i) {
        ids.append(m_places.at(m_list->item(i)->data(Qt::UserRole).toInt()).room.id);
    }
    return ids;
}

QWidget *AdminWindow::page() const
{
    return m_pages->currentWidget();
}

void AdminWindow::updateLink()
{
    const SyncStatus status = m_desk.sync().status();
    const QString server = isolate(m_desk.sync().serverUrl().host());
    switch (status.state) {
    case SyncState::Online:
        m_link->setText(tr("Connected to %1").arg(server));
        break;
    case SyncState::Connecting:
        m_link->setText(tr("Connecting to %1…").arg(server));
        break;
    case SyncState::Local:
    case SyncState::SignInNeeded:
        m_link->setText(tr("Nobody is signed in."));
        break;
    default:
        m_link->setText(status.error == Error{} ? tr("Not connected") : errorText(status.error));
    }
}

void AdminWindow::restoreState()
{
    const QJsonObject state = QJsonDocument::fromJson(m_desk.replica().setting(stateKey()).toUtf8()).object();
    restoreGeometry(QByteArray::fromBase64(state.value("geometry"_L1).toString().toLatin1()));
    showRoom(state.value("room"_L1).toString());
}

void AdminWindow::saveState()
{
    const QJsonObject state{{u"geometry"_s, QString::fromLatin1(saveGeometry().toBase64())}, {u"room"_s, room()}};
    const QString json = QString::fromUtf8(QJsonDocument(state).toJson(QJsonDocument::Compact));
    if (const auto kept = m_desk.replica().setSetting(stateKey(), json); !kept) {
        qCWarning(lcDesk) << "window state not kept:" << kept.error().toString();
    }
}

void AdminWindow::retranslate()
{
    setWindowTitle(tr("Administration"));
    setLocale(QLocale());
    m_list->setAccessibleName(tr("Rooms of the administration"));
    for (int i = 0; i < m_list->count(); ++i) {
        m_list->item(i)->setText(m_places.at(m_list->item(i)->data(Qt::UserRole).toInt()).room.title());
    }
    updateLink();
}

void AdminWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void AdminWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    QWidget::closeEvent(event);
}

} // namespace rawi
