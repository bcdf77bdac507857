/** CT volumes in Hounsfield units and their geometry in patient space (LPS, mm). */
package org.nodulens.ct;
