#include "ui/content/item_tags_view.h"

#include "core/base/literals.h"
#include "core/text/direction.h"
#include "core/text/visible.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/icons.h"
#include "ui/kit/text_limit.h"
#include "ui/text/names_text.h"

#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>

namespace rawi {

ItemTagsView::ItemTagsView(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_label = new QLabel(this);
    m_label->setProperty("role", u"muted"_s);
    column->addWidget(m_label);
    m_chips = new QWidget(this);
    new FlowLayout(m_chips);
    column->addWidget(m_chips);
    m_new = new QLineEdit(this);
    m_new->setCursorMoveStyle(Qt::VisualMoveStyle);
    TextLimit::set(m_new, 80);
    column->addWidget(m_new);
    connect(m_new, &QLineEdit::textEdited, this, &ItemTagsView::typed);
    connect(m_new, &QLineEdit::returnPressed, this, &ItemTagsView::addTyped);
    connect(m_new, &QLineEdit::editingFinished, this, &ItemTagsView::addTyped);
    retranslate();
}

void ItemTagsView::setTags(const QStringList &tags)
{
    if (tags != m_tags) {
        m_tags = tags;
        rebuild();
    }
}

void ItemTagsView::setReadOnly(bool readOnly)
{
    if (readOnly != m_readOnly) {
        m_readOnly = readOnly;
        m_new->setVisible(!readOnly);
        rebuild();
    }
}

void ItemTagsView::setTyped(const QString &text)
{
    m_new->setText(text);
}

void ItemTagsView::takeBack()
{
    m_new->setText(std::exchange(m_added, {}));
}

void ItemTagsView::addTyped()
{
    QStringList tags = m_tags;
    // The comma of either language ends a tag.
    const QStringList parts = m_new->text().split(QRegularExpression(u"[,،]"_s), Qt::SkipEmptyParts);
    for (const QString &one : parts) {
        const QString tag = one.simplified();
        const auto isSame = [&](const QString &known) { return readerKey(known) == readerKey(tag); };
        if (hasVisible(tag) && std::none_of(tags.cbegin(), tags.cend(), isSame)) {
            tags.append(tag);
        }
    }
    m_added = m_new->text();
    m_new->clear();
    if (tags != m_tags) {
        Q_EMIT tagsEdited(tags);
    }
    Q_EMIT typed(m_new->text());
}

void ItemTagsView::rebuild()
{
    QLayout *flow = m_chips->layout();
    while (QLayoutItem *item = flow->takeAt(0)) {
        item->widget()->deleteLater(); // it may be the chip whose click this is
        item->widget()->hide();
        delete item;
    }
    const QStringList shown = inNameOrder(m_tags);
    for (const QString &tag : shown) {
        auto *chip = new QPushButton(isolate(tag), m_chips);
        chip->setProperty("role", u"chip"_s);
        chip->setEnabled(!m_readOnly);
        if (!m_readOnly) {
            chip->setIcon(icon(Icon::X));
            chip->setIconSize({12, 12});
            chip->setAccessibleName(tr("Remove the tag %1").arg(isolate(tag)));
            chip->setToolTip(chip->accessibleName());
            connect(chip, &QPushButton::clicked, this, [this, tag] {
                QStringList tags = m_tags;
                tags.removeAll(tag);
                m_added.clear();
                Q_EMIT tagsEdited(tags);
            });
        }
        flow->addWidget(chip);
        chip->show();
    }
    m_chips->setVisible(!m_tags.isEmpty());
    m_chips->updateGeometry();
}

void ItemTagsView::retranslate()
{
    m_label->setText(tr("Tags"));
    m_new->setPlaceholderText(tr("Add a tag in either language, then press Enter"));
    m_new->setAccessibleName(tr("New tag"));
    rebuild();
}

void ItemTagsView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace rawi
