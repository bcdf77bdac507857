/** Explanations as somebody reads them: maps and pictures of many nodules in one folder. */
package org.nodulens.report;
