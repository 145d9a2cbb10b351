/**
 * The rules of the code, as tests.
 *
 * <pre>
 *   class              reads                   rules
 *   ─────────────────  ──────────────────────  ──────────────────────────────────────────────────────────────────
 *   ClassRules         class files             which module uses which, clocks and sleeps, names, package cycles
 *   PackageSizes       source files            at most 25 classes in a package, 16 in the worker's root
 *   Tidy               all text files          length of files, methods and lines, package texts, local paths
 *   OneWordNames       source files, glossary  a class of one word is a term of docs/glossary.md
 *   Prose              source files, docs      words that no text of Apium uses
 *   NamesInDocs        docs, source files      a class that the docs name exists
 *   LimitConstants     source files            a limit comes from a Bound, or is in InternalLimits
 * </pre>
 *
 * <p>Each rule is run twice: on the code, and on a planted violation that it must report. The planted classes are in
 * {@code violations}, the planted texts in the tests.
 */
@NullMarked
package io.apium.architecture;

import org.jspecify.annotations.NullMarked;
