#include "ui/content/item_inspector.h"

#include "core/replica/row_watch.h"
#include "core/text/direction.h"
#include "ui/content/content_step.h"
#include "ui/content/item_field_view.h"
#include "ui/content/item_history_view.h"
#include "ui/content/item_media_view.h"
#include "ui/content/item_tags_view.h"
#include "ui/content/item_workflow_view.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/file_drag.h"
#include "ui/kit/notice_bar.h"
#include "ui/text/error_text.h"
#include "ui/text/names_text.h"

#include <QDragEnterEvent>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace rawi {

namespace {

constexpr int kSideBySideWidth = 460; // below it, one language above the other

} // namespace

ItemInspector::ItemInspector(Desk &desk, QWidget *parent) : QWidget(parent), m_desk(desk), m_presenter(desk)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_pages = new QStackedWidget(this);
    column->addWidget(m_pages);
    m_empty = new EmptyState(Icon::Film, this);
    m_pages->addWidget(m_empty);
    auto *page = new QWidget(this);
    auto *inner = new QVBoxLayout(page);
    inner->setContentsMargins(0, 8, 0, 0);
    inner->setSpacing(6);
    m_pages->addWidget(page);
    buildHeader();
    buildTabs();
    m_notices = new NoticeBar(this);
    new RowWatch(desk.replica(), {recordInfo<ContentItem>().name}, this, [this] { m_notices->lookAgain(); });
    auto *noticeRow = new QHBoxLayout;
    noticeRow->setContentsMargins(12, 0, 12, 10);
    noticeRow->addWidget(m_notices);
    inner->addLayout(noticeRow);

    setAcceptDrops(true);
    m_dropHint = new QLabel(this);
    m_dropHint->setObjectName(u"dropHint"_s);
    m_dropHint->setAlignment(Qt::AlignCenter);
    m_dropHint->setWordWrap(true);
    m_dropHint->hide();
    connect(&m_presenter, &ItemPresenter::itemChanged, this, &ItemInspector::refresh);
    connect(&m_presenter, &ItemPresenter::commandFailed, m_notices, [this](const Error &error) {
        m_notices->tellError(error);
    });
    connect(&m_presenter, &ItemPresenter::stepTaken, this,
            [this](WorkflowStep, const Standing &before) { tellStep(before); });
    connect(&m_presenter, &ItemPresenter::leftUnsaved, this, &ItemInspector::leftUnsaved);
    connect(m_tags, &ItemTagsView::tagsEdited, this, [this](const QStringList &tags) {
        if (!m_presenter.setTags(tags)) {
            m_tags->takeBack();
        }
    });
    connect(m_tags, &ItemTagsView::typed, this, [this](const QString &text) { m_presenter.keepUnfinished(u"tags"_s, text); });
    connect(m_media, &ItemMediaView::assetChosen, this, &ItemInspector::assetChosen);
    connect(m_media, &ItemMediaView::presetsRequested, this, &ItemInspector::presetsRequested);
    connect(m_media, &ItemMediaView::subtitlesRequested, this, &ItemInspector::subtitlesRequested);
    connect(m_media, &ItemMediaView::chaptersRequested, this, &ItemInspector::chaptersRequested);
    connect(m_media, &ItemMediaView::posterRequested, this, &ItemInspector::posterRequested);
    connect(m_media, &ItemMediaView::failed, m_notices, [this](const Error &error) { m_notices->tellError(error); });
    connect(m_media, &ItemMediaView::told, m_notices, [this](const Words &text) {
        m_notices->tell(Tone::Info, text);
    });
    retranslate();
    refresh();
}

void ItemInspector::buildHeader()
{
    QWidget *page = m_pages->widget(1);
    auto *header = new QWidget(page);
    auto *column = new QVBoxLayout(header);
    column->setContentsMargins(12, 0, 12, 0);
    column->setSpacing(8);
    m_title = new ElidedLabel({}, ElidedLabel::Tone::Heading, header);
    m_workflow = new ItemWorkflowView(m_presenter, header);
    column->addWidget(m_title);
    column->addWidget(m_workflow);
    page->layout()->addWidget(header);
}

void ItemInspector::buildTabs()
{
    m_tabs = new QTabWidget(m_pages->widget(1));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setUsesScrollButtons(true);
    m_media = new ItemMediaView(m_desk, m_tabs);
    m_history = new ItemHistoryView(m_desk, m_tabs);
    const auto add = [this](const QString &id, QWidget *content, Words title) {
        m_tabNames.append({id, std::move(title)});
        m_tabs->addTab(content, {});
    };
    add(u"texts"_s, buildTexts(), [] { return tr("Texts"); });
    add(u"body"_s, buildBody(), [] { return tr("Body"); });
    add(u"media"_s, m_media, [] { return tr("Media"); });
    add(u"history"_s, m_history, [] { return tr("History"); });
    m_pages->widget(1)->layout()->addWidget(m_tabs);
}

QBoxLayout *ItemInspector::addPair(QBoxLayout &column, const QString &arabic, const QString &english, bool lines,
                                   int stretch)
{
    const auto form = lines ? ItemFieldView::Form::Line : ItemFieldView::Form::Paragraphs;
    auto *pair = new QBoxLayout(QBoxLayout::LeftToRight);
    pair->setSpacing(12);
    for (const QString &name : {english, arabic}) {
        auto *field = new ItemFieldView(m_presenter, name, form, this);
        m_fields.append(field);
        pair->addWidget(field, 1);
    }
    m_pairs.append(pair);
    column.addLayout(pair, stretch);
    return pair;
}

QWidget *ItemInspector::buildTexts()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(12);
    addPair(*column, u"title_ar"_s, u"title_en"_s, true, 0);
    addPair(*column, u"summary_ar"_s, u"summary_en"_s, false, 1);
    m_tags = new ItemTagsView(content);
    column->addWidget(m_tags);
    auto *scroll = new QScrollArea(m_tabs);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    content->setAutoFillBackground(false); // the inspector's own colour, as in the other tabs
    scroll->viewport()->setAutoFillBackground(false);
    return scroll;
}

QWidget *ItemInspector::buildBody()
{
    auto *content = new QWidget(m_tabs);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(12, 12, 12, 12);
    addPair(*column, u"body_ar"_s, u"body_en"_s, false, 1);
    return content;
}

void ItemInspector::setItem(const Id<ContentItem> &id)
{
    if (id != m_presenter.itemId()) {
        m_presenter.setItem(id);
        m_notices->hide(); // it is about the item before
        m_tags->setTyped(m_presenter.unfinished(u"tags"_s));
    }
    m_media->setItem(id);
}

void ItemInspector::addTab(const QString &id, const Words &title, QWidget *content)
{
    const int before = m_tabs->indexOf(m_history);
    m_tabNames.insert(before, {id, title});
    m_tabs->insertTab(before, content, title());
}

void ItemInspector::showTab(const QString &id)
{
    for (int i = 0; i < m_tabNames.size(); ++i) {
        if (m_tabNames.at(i).first == id) {
            m_tabs->setCurrentIndex(i);
        }
    }
}

void ItemInspector::refresh()
{
    const auto &item = m_presenter.item();
    m_pages->setCurrentIndex(item ? 1 : 0);
    if (m_presenter.isLost()) {
        m_empty->setTexts(tr("You may no longer see this item"),
                          tr("Only the members of its series see it now. What you had typed and not sent yet is kept in "
                             "“Needs attention”."));
    } else {
        m_empty->setTexts(tr("No item is chosen"), tr("Choose one in the library to read and edit it here."));
    }
    const Id<MediaAsset> asset = item ? item->mainAsset : Id<MediaAsset>();
    if (asset != m_shownAsset) {
        m_shownAsset = asset;
        Q_EMIT assetChosen(asset.uuid());
    }
    m_history->setItem(item);
    if (!item) {
        return;
    }
    m_title->setText(titleText(item->titleAr, item->titleEn));
    m_tags->setTags(item->tags);
    const auto reason = m_presenter.readOnlyReason();
    m_tags->setReadOnly(reason.has_value());
    for (ItemFieldView *field : std::as_const(m_fields)) {
        field->setReadOnly(reason.has_value());
        field->setToolTip(reason ? errorText(*reason) : QString());
    }
}

// Arabic on the right and English on the left in both languages of the interface, as on a bilingual page; one
// above the other where there is no room, the language of the interface first.
void ItemInspector::arrangePairs()
{
    const bool wide = width() >= kSideBySideWidth;
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    // A box layout mirrors by itself: in RTL its RightToLeft is left to right on the screen.
    const QBoxLayout::Direction direction = wide ? (rtl ? QBoxLayout::RightToLeft : QBoxLayout::LeftToRight)
                                                 : (rtl ? QBoxLayout::BottomToTop : QBoxLayout::TopToBottom);
    QWidget *before = nullptr;
    for (QBoxLayout *pair : std::as_const(m_pairs)) {
        pair->setDirection(direction);
        for (const int at : rtl ? std::array{1, 0} : std::array{0, 1}) {
            QWidget *editor = static_cast<ItemFieldView *>(pair->itemAt(at)->widget())->editor();
            if (before) {
                setTabOrder(before, editor);
            }
            before = editor;
        }
    }
}

void ItemInspector::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_dropHint->setGeometry(rect().adjusted(12, 12, -12, -12));
    arrangePairs();
}

void ItemInspector::editTitle()
{
    showTab(u"texts"_s);
    const QString wanted = layoutDirection() == Qt::RightToLeft ? u"title_ar"_s : u"title_en"_s;
    for (ItemFieldView *field : std::as_const(m_fields)) {
        if (field->field() == wanted) {
            field->editor()->setFocus(Qt::TabFocusReason);
        }
    }
}

void ItemInspector::leadOn()
{
    const QList<OfferedStep> steps = m_presenter.steps();
    const auto onwards = std::find_if(steps.cbegin(), steps.cend(), [](const OfferedStep &one) { return leadsOn(one.step); });
    if (onwards == steps.cend()) {
        return;
    }
    // Not allowed: taken nevertheless, so that it is said why.
    m_presenter.takeStep(onwards->step);
}

// Its “Undo” is of this step, not of what is typed meanwhile.
void ItemInspector::tellStep(const Standing &before)
{
    QUndoStack &stack = m_presenter.undoStack();
    const QUndoCommand *taken = stack.command(stack.index() - 1);
    const auto words = [state = m_presenter.item()->state] { return tr("State of the item now: %1").arg(isolate(contentStateText(state))); };
    const QHash<QUuid, StepTaken> step = stepsTaken(m_desk, {{m_presenter.itemId().uuid(), before}});
    m_notices->tell(Tone::Ok, words, [] { return tr("Undo"); },
                    [this, &stack, taken, step] {
                        if (stack.index() > 0 && stack.command(stack.index() - 1) == taken) {
                            stack.undo();
                        } else if (const StepOutcome back = leadBack(m_desk, step); back.refused > 0) {
                            m_notices->tellError(back.firstRefusal);
                        }
                    },
                    [this, step] { return canLeadBack(m_desk, step); });
}

void ItemInspector::encodeAsUsual()
{
    m_media->encodeAsUsual();
}

void ItemInspector::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_presenter.item() && !m_presenter.readOnlyReason() && !localFiles(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
        m_dropHint->show();
        m_dropHint->raise();
    }
}

void ItemInspector::dragLeaveEvent(QDragLeaveEvent *)
{
    m_dropHint->hide();
}

void ItemInspector::dropEvent(QDropEvent *event)
{
    m_dropHint->hide();
    const QStringList paths = localFiles(*event->mimeData());
    if (!paths.isEmpty() && m_presenter.item()) {
        event->acceptProposedAction();
        Q_EMIT filesDropped(m_presenter.itemId().uuid(), paths);
    }
}

// A field that has no use for Escape hands it on.
void ItemInspector::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT escaped();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void ItemInspector::retranslate()
{
    m_dropHint->setText(tr("Drop files here: they join this item"));
    setAccessibleName(tr("Item"));
    for (int i = 0; i < m_tabNames.size(); ++i) {
        m_tabs->setTabText(i, m_tabNames.at(i).second());
    }
    m_tabs->setAccessibleName(tr("Parts of the item"));
    refresh();
}

void ItemInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::LayoutDirectionChange) {
        arrangePairs();
    }
    QWidget::changeEvent(event);
}

} // namespace rawi
