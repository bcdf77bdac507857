/** Training of heads and whole transformers on crop sets, split by patient. */
package org.nodulens.training;
