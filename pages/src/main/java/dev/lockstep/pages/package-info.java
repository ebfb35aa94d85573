/// How does an answer look as a page?
///
/// A page is one file of HTML: text and tables first, which need nothing, and charts drawn by
/// Apache ECharts, which is carried along and written into the page. It loads nothing from
/// anywhere, and a policy in it forbids that it could. What comes from stores is text, never
/// markup.
///
/// Open first: [dev.lockstep.pages.Page], what there is to show, then
/// [dev.lockstep.pages.PageWriter].
///
/// Threads: a page belongs to one thread.
@NullMarked
package dev.lockstep.pages;

import org.jspecify.annotations.NullMarked;
