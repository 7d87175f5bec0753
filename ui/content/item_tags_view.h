#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace rawi {

// The item's tags in both languages as chips, and a field to add some.
class ItemTagsView : public QWidget {
    Q_OBJECT

public:
    explicit ItemTagsView(QWidget *parent = nullptr);

    void setTags(const QStringList &tags);
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void tagsEdited(const QStringList &tags);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void rebuild();
    void addTyped();

    QStringList m_tags;
    bool m_readOnly = false;
    QLabel *m_label = nullptr;
    QWidget *m_chips = nullptr;
    QLineEdit *m_new = nullptr;
};

} // namespace rawi
