//! The literature that the measures name, in full.

/// Works by author and year, as they are cited, and where they stand.
pub(crate) static WORKS: &[(&str, &str)] = &[
    ("Agresti (2002)", "Categorical Data Analysis. 2nd edition. Wiley."),
    (
        "Argamon (2008)",
        "Interpreting Burrows's Delta: geometric and probabilistic foundations. Literary and Linguistic Computing 23, 131–147.",
    ),
    ("Baayen (2001)", "Word Frequency Distributions. Kluwer."),
    (
        "Baker (2011)",
        "Times may change, but we will always have money: diachronic variation in recent British English. Journal of English Linguistics 39, 65–88.",
    ),
    (
        "Benjamini and Hochberg (1995)",
        "Controlling the false discovery rate. Journal of the Royal Statistical Society B 57, 289–300.",
    ),
    (
        "Berry-Rogghe (1973)",
        "The computation of collocations and their relevance in lexical studies. In: The Computer and Literary Studies. Edinburgh University Press.",
    ),
    (
        "Blaheta and Johnson (2001)",
        "Unsupervised learning of multi-word verbs. ACL Workshop on Collocations, 54–60.",
    ),
    ("Bonferroni (1936)", "Teoria statistica delle classi e calcolo delle probabilità. Florence."),
    (
        "Bouma (2009)",
        "Normalized (pointwise) mutual information in collocation extraction. GSCL, 31–40.",
    ),
    (
        "Brezina (2018)",
        "Statistics in Corpus Linguistics: A Practical Guide. Cambridge University Press.",
    ),
    ("Brunet (1978)", "Le vocabulaire de Jean Giraudoux: structure et évolution. Slatkine."),
    (
        "Burch, Egbert and Biber (2017)",
        "Measuring and interpreting lexical dispersion in corpus linguistics. Journal of Research Design and Statistics in Linguistics and Communication Science 3, 189–216.",
    ),
    (
        "Burrows (2002)",
        "'Delta': a measure of stylistic difference and a guide to likely authorship. Literary and Linguistic Computing 17, 267–287.",
    ),
    ("Carroll (1964)", "Language and Thought. Prentice-Hall."),
    (
        "Carroll (1970)",
        "An alternative to Juilland's usage coefficient for lexical frequencies. Computer Studies in the Humanities and Verbal Behavior 3, 61–65.",
    ),
    (
        "Church and Hanks (1990)",
        "Word association norms, mutual information, and lexicography. Computational Linguistics 16, 22–29.",
    ),
    (
        "Church, Gale, Hanks and Hindle (1991)",
        "Using statistics in lexical analysis. In: Lexical Acquisition. Erlbaum, 115–164.",
    ),
    (
        "Clauset, Shalizi and Newman (2009)",
        "Power-law distributions in empirical data. SIAM Review 51, 661–703.",
    ),
    (
        "Clopper and Pearson (1934)",
        "The use of confidence or fiducial limits illustrated in the case of the binomial. Biometrika 26, 404–413.",
    ),
    (
        "Cohen (1988)",
        "Statistical Power Analysis for the Behavioral Sciences. 2nd edition. Erlbaum.",
    ),
    (
        "Covington and McFall (2010)",
        "Cutting the Gordian knot: the moving-average type-token ratio (MATTR). Journal of Quantitative Linguistics 17, 94–100.",
    ),
    ("Cramér (1946)", "Mathematical Methods of Statistics. Princeton University Press."),
    (
        "Daille (1994)",
        "Approche mixte pour l'extraction automatique de terminologie. Doctoral thesis, Paris 7.",
    ),
    (
        "Daudaravičius and Marcinkevičienė (2004)",
        "Gravity counts for the boundaries of collocations. International Journal of Corpus Linguistics 9, 321–348.",
    ),
    (
        "Davison and Hinkley (1997)",
        "Bootstrap Methods and their Application. Cambridge University Press.",
    ),
    (
        "Dennis (1965)",
        "The construction of a thesaurus automatically from a sample of text. In: Statistical Association Methods for Mechanized Documentation, 61–148.",
    ),
    (
        "Dias, Guilloré and Pereira Lopes (1999)",
        "Language independent automatic acquisition of rigid multiword units from unrestricted text corpora. TALN, 333–339.",
    ),
    (
        "Dice (1945)",
        "Measures of the amount of ecologic association between species. Ecology 26, 297–302.",
    ),
    ("Dugast (1979)", "Vocabulaire et stylistique. Slatkine."),
    (
        "Dunning (1993)",
        "Accurate methods for the statistics of surprise and coincidence. Computational Linguistics 19, 61–74.",
    ),
    (
        "Eder (2015)",
        "Taking stylometry to the limits: benchmark study on 5,281 texts from Patrologia Latina. Digital Humanities 2015, Sydney.",
    ),
    (
        "Eder, Rybicki and Kestemont (2016)",
        "Stylometry with R: a package for computational text analysis. The R Journal 8, 107–121.",
    ),
    (
        "Efron (1979)",
        "Bootstrap methods: another look at the jackknife. Annals of Statistics 7, 1–26.",
    ),
    (
        "Efron (1987)",
        "Better bootstrap confidence intervals. Journal of the American Statistical Association 82, 171–185.",
    ),
    (
        "Egbert and Biber (2019)",
        "Incorporating text dispersion into keyword analyses. Corpora 14, 77–104.",
    ),
    (
        "Egbert and Burch (2023)",
        "Which words matter most? Operationalizing lexical prevalence for rank-ordered word lists. Applied Linguistics 44, 103–126.",
    ),
    (
        "Egbert, Burch and Biber (2020)",
        "Lexical dispersion and corpus design. International Journal of Corpus Linguistics 25, 89–115.",
    ),
    (
        "Engwall (1974)",
        "Fréquence et distribution du vocabulaire dans un choix de romans français. Stockholm.",
    ),
    (
        "Evert (2008)",
        "Corpora and collocations. In: Corpus Linguistics: An International Handbook. De Gruyter, 1212–1248.",
    ),
    ("Evert (2022)", "Measuring keyness. Digital Humanities 2022, Tokyo."),
    (
        "Evert and others (2017)",
        "Understanding and explaining Delta measures for authorship attribution. Digital Scholarship in the Humanities 32, ii4–ii16.",
    ),
    (
        "Fidler and Cvrček (2015)",
        "A data-driven analysis of reader viewpoints: reconstructing the historical reader using keyword analysis. Journal of Slavic Linguistics 23, 197–239.",
    ),
    ("Fisher (1934)", "Statistical Methods for Research Workers. 5th edition. Oliver and Boyd."),
    (
        "Fisher, Corbet and Williams (1943)",
        "The relation between the number of species and the number of individuals in a random sample of an animal population. Journal of Animal Ecology 12, 42–58.",
    ),
    (
        "Frantzi, Ananiadou and Mima (2000)",
        "Automatic recognition of multi-word terms: the C-value/NC-value method. International Journal on Digital Libraries 3, 115–130.",
    ),
    (
        "Freeman and Halton (1951)",
        "Note on an exact treatment of contingency, goodness of fit and other problems of significance. Biometrika 38, 141–149.",
    ),
    (
        "Gabrielatos (2018)",
        "Keyness analysis: nature, metrics and techniques. In: Corpus Approaches to Discourse. Routledge, 225–258.",
    ),
    (
        "Gabrielatos and Marchi (2011)",
        "Keyness: matching metrics to definitions. Corpus Linguistics in the South 1, Portsmouth.",
    ),
    (
        "Gale and Church (1991)",
        "Concordances for parallel text. 7th Annual Conference of the UW Centre for the New OED, 40–62.",
    ),
    (
        "Golub and Kahan (1965)",
        "Calculating the singular values and pseudo-inverse of a matrix. SIAM Journal on Numerical Analysis 2, 205–224.",
    ),
    (
        "Gray and Biber (2013)",
        "Lexical frames in academic prose and conversation. International Journal of Corpus Linguistics 18, 109–136.",
    ),
    (
        "Gries (2008)",
        "Dispersions and adjusted frequencies in corpora. International Journal of Corpus Linguistics 13, 403–437.",
    ),
    (
        "Gries (2013)",
        "50-something years of work on collocations: what is or should be next. International Journal of Corpus Linguistics 18, 137–166.",
    ),
    (
        "Gries (2015)",
        "The most under-used statistical method in corpus linguistics: multi-level (and mixed-effects) models. Corpora 10, 95–125.",
    ),
    (
        "Gries (2020)",
        "Analyzing dispersion. In: A Practical Handbook of Corpus Linguistics. Springer, 99–118.",
    ),
    (
        "Gries (2021)",
        "A new approach to (key) keywords analysis: using frequency, and now also dispersion. Research in Corpus Linguistics 9, 1–33.",
    ),
    (
        "Gries (2022)",
        "What do (most of) our dispersion measures measure (most)? Dispersion? Journal of Second Language Studies 5, 171–205.",
    ),
    (
        "Gries (2024)",
        "Frequency, Dispersion, Association, and Keyness: Revising and Tupleizing Corpus-linguistic Measures. Benjamins.",
    ),
    (
        "Gries and Durrant (2020)",
        "Analyzing co-occurrence data. In: A Practical Handbook of Corpus Linguistics. Springer, 141–159.",
    ),
    (
        "Gries and Hilpert (2008)",
        "The identification of stages in diachronic data: variability-based neighbour clustering. Corpora 3, 59–81.",
    ),
    (
        "Gries and Hilpert (2012)",
        "Variability-based neighbor clustering: a bottom-up approach to periodization in historical linguistics. In: The Oxford Handbook of the History of English. Oxford University Press, 134–144.",
    ),
    (
        "Guiraud (1954)",
        "Les caractères statistiques du vocabulaire. Presses universitaires de France.",
    ),
    (
        "Haldane (1956)",
        "The estimation and significance of the logarithm of a ratio of frequencies. Annals of Human Genetics 20, 309–311.",
    ),
    (
        "Hamilton, Leskovec and Jurafsky (2016)",
        "Diachronic word embeddings reveal statistical laws of semantic change. ACL, 1489–1501.",
    ),
    (
        "Hardie (2014)",
        "Log Ratio: an informal introduction. Centre for Corpus Approaches to Social Science, Lancaster.",
    ),
    (
        "Heaps (1978)",
        "Information Retrieval: Computational and Theoretical Aspects. Academic Press.",
    ),
    (
        "Hellinger (1909)",
        "Neue Begründung der Theorie quadratischer Formen von unendlichvielen Veränderlichen. Journal für die reine und angewandte Mathematik 136, 210–271.",
    ),
    (
        "Herdan (1955)",
        "A new derivation and interpretation of Yule's characteristic K. Zeitschrift für angewandte Mathematik und Physik 6, 332–334.",
    ),
    ("Herdan (1960)", "Type-token Mathematics. Mouton."),
    (
        "Hofland and Johansson (1982)",
        "Word Frequencies in British and American English. Norwegian Computing Centre for the Humanities.",
    ),
    (
        "Holm (1979)",
        "A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6, 65–70.",
    ),
    ("Honoré (1979)", "Some simple measures of richness of vocabulary. ALLC Bulletin 7, 172–177."),
    (
        "Izsák (2006)",
        "Some practical aspects of fitting and testing the Zipf-Mandelbrot model. Scientometrics 67, 107–120.",
    ),
    (
        "Jaccard (1901)",
        "Étude comparative de la distribution florale dans une portion des Alpes et du Jura. Bulletin de la Société vaudoise des sciences naturelles 37, 547–579.",
    ),
    (
        "Jackson et al. (2005)",
        "An algorithm for optimal partitioning of data on an interval. IEEE Signal Processing Letters 12, 105–108.",
    ),
    (
        "Johnson (1944)",
        "Studies in language behavior: a program of research. Psychological Monographs 56, 1–15.",
    ),
    (
        "Johnston, Berry and Mielke (2006)",
        "Measures of effect size for chi-squared and likelihood-ratio goodness-of-fit tests. Perceptual and Motor Skills 103, 412–414.",
    ),
    ("Juilland, Brodin and Davidovitch (1970)", "Frequency Dictionary of French Words. Mouton."),
    (
        "Katz et al. (1978)",
        "Obtaining confidence intervals for the risk ratio in cohort studies. Biometrics 34, 469–474.",
    ),
    ("Kendall (1975)", "Rank Correlation Methods. 4th edition. Griffin."),
    ("Keniston (1920)", "Common words in Spanish. Hispania 3, 85–96."),
    (
        "Kilgarriff (2001)",
        "Comparing corpora. International Journal of Corpus Linguistics 6, 97–133.",
    ),
    ("Kilgarriff (2009)", "Simple maths for keywords. Corpus Linguistics Conference, Liverpool."),
    (
        "Kilgarriff and Tugwell (2001)",
        "WORD SKETCH: extraction and display of significant collocations for lexicography. ACL Workshop on Collocations, 32–38.",
    ),
    (
        "Killick, Fearnhead and Eckley (2012)",
        "Optimal detection of changepoints with a linear computational cost. Journal of the American Statistical Association 107, 1590–1598.",
    ),
    ("Kleinberg (2002)", "Bursty and hierarchical structure in streams. KDD, 91–101."),
    (
        "Kromer (2003)",
        "A usage measure based on psychophysical relations. Journal of Quantitative Linguistics 10, 177–186.",
    ),
    (
        "Kyle, Crossley and Jarvis (2021)",
        "Assessing the validity of lexical diversity indices using direct judgements. Language Assessment Quarterly 18, 154–170.",
    ),
    (
        "Künsch (1989)",
        "The jackknife and the bootstrap for general stationary observations. Annals of Statistics 17, 1217–1241.",
    ),
    (
        "Lawless (1987)",
        "Negative binomial and mixed Poisson regression. Canadian Journal of Statistics 15, 209–225.",
    ),
    (
        "Levy, Goldberg and Dagan (2015)",
        "Improving distributional similarity with lessons learned from word embeddings. Transactions of the ACL 3, 211–225.",
    ),
    (
        "Lijffijt and Gries (2012)",
        "Correction to Stefan Th. Gries' \"Dispersions and adjusted frequencies in corpora\". International Journal of Corpus Linguistics 17, 147–149.",
    ),
    (
        "Lin (1991)",
        "Divergence measures based on the Shannon entropy. IEEE Transactions on Information Theory 37, 145–151.",
    ),
    ("Lyne (1985)", "The Vocabulary of French Business Correspondence. Slatkine."),
    (
        "Maas (1972)",
        "Über den Zusammenhang zwischen Wortschatzumfang und Länge eines Textes. Zeitschrift für Literaturwissenschaft und Linguistik 2 (8), 73–96.",
    ),
    (
        "Mandelbrot (1953)",
        "An informational theory of the statistical structure of language. In: Communication Theory. Butterworths, 486–502.",
    ),
    ("Mann (1945)", "Nonparametric tests against trend. Econometrica 13, 245–259."),
    (
        "Mann and Whitney (1947)",
        "On a test of whether one of two random variables is stochastically larger than the other. Annals of Mathematical Statistics 18, 50–60.",
    ),
    (
        "Manning and Schütze (1999)",
        "Foundations of Statistical Natural Language Processing. MIT Press.",
    ),
    (
        "McCarthy and Jarvis (2007)",
        "vocd: a theoretical and empirical evaluation. Language Testing 24, 459–488.",
    ),
    (
        "McCarthy and Jarvis (2010)",
        "MTLD, vocd-D, and HD-D: a validation study of sophisticated approaches to lexical diversity assessment. Behavior Research Methods 42, 381–392.",
    ),
    ("McCullagh and Nelder (1989)", "Generalized Linear Models. 2nd edition. Chapman and Hall."),
    (
        "McKee, Malvern and Richards (2000)",
        "Measuring vocabulary diversity using dedicated software. Literary and Linguistic Computing 15, 323–337.",
    ),
    ("Michelbacher, Evert and Schütze (2007)", "Asymmetric association measures. RANLP."),
    (
        "Monroe, Colaresi and Quinn (2008)",
        "Fightin' Words: lexical feature selection and evaluation for identifying the content of political conflict. Political Analysis 16, 372–403.",
    ),
    (
        "Pearson (1900)",
        "On the criterion that a given system of deviations is such that it can be reasonably supposed to have arisen from random sampling. Philosophical Magazine 50, 157–175.",
    ),
    (
        "Pedersen (1996)",
        "Fishing for exactness. South-Central SAS Users Group Conference, 188–200.",
    ),
    ("Pedersen (1998)", "Dependent bigram identification. AAAI, 1197."),
    (
        "Pettitt (1979)",
        "A non-parametric approach to the change-point problem. Applied Statistics 28, 126–135.",
    ),
    (
        "Piantadosi (2014)",
        "Zipf's word frequency law in natural language: a critical review and future directions. Psychonomic Bulletin and Review 21, 1112–1130.",
    ),
    (
        "Pinheiro and Bates (1995)",
        "Approximations to the log-likelihood function in the nonlinear mixed-effects model. Journal of Computational and Graphical Statistics 4, 12–35.",
    ),
    (
        "Politis and Romano (1992)",
        "A circular block-resampling procedure for stationary data. In: Exploring the Limits of Bootstrap. Wiley, 263–270.",
    ),
    (
        "Quasthoff and Wolff (2002)",
        "The Poisson collocation measure and its applications. Workshop on Computational Approaches to Collocations, Vienna.",
    ),
    (
        "Rayson and Garside (2000)",
        "Comparing corpora using frequency profiling. Workshop on Comparing Corpora, 1–6.",
    ),
    (
        "Rosengren (1971)",
        "The quantitative concept of language and its relation to the structure of frequency dictionaries. Études de linguistique appliquée 1, 103–127.",
    ),
    ("Rychlý (2008)", "A lexicographer-friendly association score. RASLAN, 6–9."),
    (
        "Römer (2010)",
        "Establishing the phraseological profile of a text type. English Text Construction 3, 95–119.",
    ),
    (
        "Savický and Hlaváčová (2002)",
        "Measures of word commonness. Journal of Quantitative Linguistics 9, 215–231.",
    ),
    (
        "Schönemann (1966)",
        "A generalized solution of the orthogonal Procrustes problem. Psychometrika 31, 1–10.",
    ),
    ("Scott (1997)", "PC analysis of key words – and key key words. System 25, 233–245."),
    (
        "Sen (1968)",
        "Estimates of the regression coefficient based on Kendall's tau. Journal of the American Statistical Association 63, 1379–1389.",
    ),
    (
        "Shannon (1948)",
        "A mathematical theory of communication. Bell System Technical Journal 27, 379–423, 623–656.",
    ),
    (
        "Sichel (1975)",
        "On a distribution law for word frequencies. Journal of the American Statistical Association 70, 542–547.",
    ),
    ("Simpson (1949)", "Measurement of diversity. Nature 163, 688."),
    (
        "Smadja (1993)",
        "Retrieving collocations from text: Xtract. Computational Linguistics 19, 143–177.",
    ),
    (
        "Smith and Aldridge (2011)",
        "Improving authorship attribution: optimizing Burrows' Delta method. Journal of Quantitative Linguistics 18, 63–88.",
    ),
    (
        "Somers (1966)",
        "Statistical methods in literary analysis. In: The Computer and Literary Style. Kent State University Press, 128–140.",
    ),
    (
        "Spearman (1904)",
        "The proof and measurement of association between two things. American Journal of Psychology 15, 72–101.",
    ),
    (
        "Spärck Jones (1972)",
        "A statistical interpretation of term specificity and its application in retrieval. Journal of Documentation 28, 11–21.",
    ),
    ("Student (1908)", "The probable error of a mean. Biometrika 6, 1–25."),
    (
        "Sönning (2025)",
        "Advancing our understanding of dispersion measures in corpus research. Corpora 20, doi:10.3366/cor.2025.0326.",
    ),
    (
        "Theil (1950)",
        "A rank-invariant method of linear and polynomial regression analysis. Proceedings of the Royal Netherlands Academy of Sciences 53, 386–392, 521–525, 1397–1412.",
    ),
    (
        "Turney and Pantel (2010)",
        "From frequency to meaning: vector space models of semantics. Journal of Artificial Intelligence Research 37, 141–188.",
    ),
    (
        "Wahl and Gries (2018)",
        "Multi-word expressions: a novel computational approach to their bottom-up statistical extraction. In: Lexical Collocation Analysis. Springer, 85–109.",
    ),
    (
        "Wald (1943)",
        "Tests of statistical hypotheses concerning several parameters when the number of observations is large. Transactions of the American Mathematical Society 54, 426–482.",
    ),
    (
        "Walter (1975)",
        "The distribution of Levin's measure of attributable risk. Biometrika 62, 371–374.",
    ),
    (
        "Welch (1947)",
        "The generalization of \"Student's\" problem when several different population variances are involved. Biometrika 34, 28–35.",
    ),
    (
        "Williams (1976)",
        "Improved likelihood ratio tests for complete contingency tables. Biometrika 63, 33–37.",
    ),
    (
        "Wilson (2013)",
        "Embracing Bayes factors for key item analysis in corpus linguistics. In: New Approaches to the Study of Linguistic Variability. Peter Lang, 3–11.",
    ),
    (
        "Yates (1934)",
        "Contingency tables involving small numbers and the chi-squared test. Supplement to the Journal of the Royal Statistical Society 1, 217–235.",
    ),
    (
        "Yule (1900)",
        "On the association of attributes in statistics. Philosophical Transactions of the Royal Society A 194, 257–319.",
    ),
    (
        "Yule (1912)",
        "On the methods of measuring association between two attributes. Journal of the Royal Statistical Society 75, 579–652.",
    ),
    ("Yule (1944)", "The Statistical Study of Literary Vocabulary. Cambridge University Press."),
    (
        "Zhang, Huang and Yu (2004)",
        "Distributional consistency: a general method for defining a core lexicon. LREC.",
    ),
    ("Zipf (1949)", "Human Behavior and the Principle of Least Effort. Addison-Wesley."),
    (
        "da Silva and Lopes (1999)",
        "A local maxima method and a fair dispersion normalization for extracting multi-word units from corpora. Sixth Meeting on Mathematics of Language, 369–381.",
    ),
    (
        "Šidák (1967)",
        "Rectangular confidence regions for the means of multivariate normal distributions. Journal of the American Statistical Association 62, 626–633.",
    ),
];
